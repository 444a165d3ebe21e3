package ai.agentbar.web.console.people;

import ai.agentbar.kernel.Email;
import ai.agentbar.staff.Because;
import ai.agentbar.staff.DisplayName;
import ai.agentbar.staff.LoginName;
import ai.agentbar.staff.NewPerson;
import ai.agentbar.staff.Role;
import ai.agentbar.staff.StaffLanguage;
import ai.agentbar.web.CurrentActor;
import ai.agentbar.web.console.Choices;
import ai.agentbar.web.console.Typed;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The form for somebody who joins, as it was filled in. */
record NewPersonForm(Typed typed) {

  List<Role> roles() {
    return typed.chosen("roles", Role.class);
  }

  StaffLanguage language() {
    return Choices.chosen(StaffLanguage.class, typed.text("language")).orElse(StaffLanguage.ID);
  }

  /** The text that says what is unfit about it; nothing where all of it is fit. */
  Optional<String> unfit() {
    if (login().isEmpty()) {
      return Optional.of("people.unfit.login");
    }
    if (typed.read("name", DisplayName::new).isEmpty()) {
      return Optional.of("people.unfit.name");
    }
    if (roles().isEmpty()) {
      return Optional.of("people.unfit.roles");
    }
    if (email(typed).isEmpty()) {
      return Optional.of("people.unfit.email");
    }
    return because(typed).isEmpty() ? Optional.of("people.unfit.reason") : Optional.empty();
  }

  /** Once nothing is unfit. */
  NewPerson person() {
    return new NewPerson(
        login().orElseThrow(),
        new DisplayName(typed.text("name")),
        language(),
        Set.copyOf(roles()),
        email(typed).orElseThrow());
  }

  private Optional<LoginName> login() {
    return LoginName.parse(typed.text("login"));
  }

  /** An address, or none where nothing was typed; nothing at all where it is unfit. */
  static Optional<Optional<Email>> email(Typed typed) {
    return typed.read("email", it -> it.isEmpty() ? Optional.empty() : Optional.of(new Email(it)));
  }

  /** Nothing where the reason is too long. */
  static Optional<Because> because(Typed typed) {
    return typed.read("reason", it -> new Because(CurrentActor.get(), it));
  }
}
