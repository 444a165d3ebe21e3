package ai.agentbar.watch.alert;

import ai.agentbar.event.Audited;
import ai.agentbar.event.EventType;
import ai.agentbar.kernel.Actor;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Optional;

/**
 * A rule is silenced, or is not any more. Where it fires at that moment, {@code firing} says which
 * firing that is.
 */
public sealed interface SilenceEvent extends Audited {

  SilenceId silence();

  String rule();

  @Override
  default EventType type() {
    return EventType.SILENCE_CHANGED;
  }

  @Override
  default String subject() {
    return "alert " + rule();
  }

  record Begun(
      SilenceId silence,
      String rule,
      Actor actor,
      String reason,
      Instant until,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) Optional<FiringId> firing)
      implements SilenceEvent {

    @Override
    public String name() {
      return "SILENCE_BEGUN";
    }

    @Override
    public String message() {
      return "Alert %s is silenced until %s by %s".formatted(rule, until, actor);
    }
  }

  /** What is silenced has become P0, which may be quiet for so long and no longer. */
  record Shortened(SilenceId silence, String rule, Instant until, FiringId firing)
      implements SilenceEvent {

    @Override
    public Actor actor() {
      return Actor.SYSTEM;
    }

    @Override
    public String reason() {
      return "a P0 is not silenced for more than an hour";
    }

    @Override
    public String name() {
      return "SILENCE_SHORTENED";
    }

    @Override
    public String message() {
      return "The silence of alert %s ends at %s already: it is P0 now".formatted(rule, until);
    }
  }

  /**
   * People are told again.
   *
   * @param actor who ended it, or the program itself when its time was over
   */
  record Ended(
      SilenceId silence,
      String rule,
      Actor actor,
      String reason,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) Optional<FiringId> firing)
      implements SilenceEvent {

    @Override
    public String name() {
      return "SILENCE_ENDED";
    }

    @Override
    public String message() {
      return "The silence of alert %s is over".formatted(rule);
    }
  }
}
