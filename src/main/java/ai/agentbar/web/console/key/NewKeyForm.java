package ai.agentbar.web.console.key;

import ai.agentbar.staff.Because;
import ai.agentbar.staff.KeyName;
import ai.agentbar.staff.NewKey;
import ai.agentbar.staff.Right;
import ai.agentbar.web.CurrentActor;
import ai.agentbar.web.console.Typed;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The form for a key, as it was filled in. */
record NewKeyForm(Typed typed) {

  /** What a key may be given: people and keys are a person's business. */
  static final List<Right> RIGHTS =
      List.of(Right.SEE, Right.ACKNOWLEDGE, Right.OPERATE, Right.TUNE);

  /** How long a key may live, in days; 0 is for good. */
  static final List<Integer> DAYS = List.of(90, 30, 365, 0);

  List<Right> rights() {
    return typed.chosen("rights", Right.class).stream().filter(RIGHTS::contains).toList();
  }

  int days() {
    return typed.read("days", Integer::valueOf).filter(DAYS::contains).orElse(DAYS.getFirst());
  }

  /** The text that says what is unfit about it; nothing where all of it is fit. */
  Optional<String> unfit() {
    if (typed.read("name", KeyName::new).isEmpty()) {
      return Optional.of("keys.unfit.name");
    }
    if (rights().isEmpty()) {
      return Optional.of("keys.unfit.rights");
    }
    return because(typed).isEmpty() ? Optional.of("people.unfit.reason") : Optional.empty();
  }

  /** Once nothing is unfit. */
  NewKey key(Instant now) {
    return new NewKey(
        new KeyName(typed.text("name")),
        Set.copyOf(rights()),
        Optional.of(days()).filter(it -> it > 0).map(it -> now.plus(Duration.ofDays(it))));
  }

  /** Nothing where the reason is too long. */
  static Optional<Because> because(Typed typed) {
    return typed.read("reason", it -> new Because(CurrentActor.get(), it));
  }
}
