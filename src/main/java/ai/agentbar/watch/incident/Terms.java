package ai.agentbar.watch.incident;

import ai.agentbar.watch.playbook.SeverityTerms;
import ai.agentbar.watch.playbook.Team;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the playbook grants an incident of one severity.
 *
 * @param stages what is told before a clock runs out, rising
 */
record Terms(
    Optional<Duration> acknowledgeWithin, Optional<Duration> resolveWithin, List<Stage> stages) {

  /**
   * Once that share of a clock has passed, those teams are told.
   *
   * @param percent from 1 to 100; at 100 the clock has run out
   */
  record Stage(int percent, List<Team> teams) {}

  static Terms of(SeverityTerms terms) {
    return new Terms(
        terms.acknowledgeWithin(),
        terms.resolveWithin(),
        terms.escalation().map(it -> new Stage(it.atPercent(), it.teams())).stream().toList());
  }

  /** When the clocks of an incident run out that starts them now. */
  Due from(Instant start) {
    return new Due(start, acknowledgeWithin.map(start::plus), resolveWithin.map(start::plus));
  }

  /**
   * When the clocks of an incident run out that becomes worse now. It gives nobody more time; but
   * what was taken on, of whose time to acknowledge nothing may be left, has all of the new one.
   */
  Due worse(Incident incident, Instant now) {
    Due whole = from(now);
    Due held = whole.notLaterThan(Due.of(incident));
    return incident.course().acknowledged().isPresent()
        ? new Due(now, whole.acknowledgeAt(), held.resolveAt())
        : held;
  }

  /** The clocks of an incident, as they are stored. */
  record Due(Instant startedAt, Optional<Instant> acknowledgeAt, Optional<Instant> resolveAt) {

    static Due of(Incident incident) {
      return new Due(
          incident
              .acknowledge()
              .or(incident::resolve)
              .map(Clock::startedAt)
              .orElse(incident.course().roundAt()),
          incident.acknowledge().map(Clock::dueAt),
          incident.resolve().map(Clock::dueAt));
    }

    /** The clocks stood for so long. */
    Due putOff(Duration pause) {
      return new Due(
          startedAt.plus(pause),
          acknowledgeAt.map(it -> it.plus(pause)),
          resolveAt.map(it -> it.plus(pause)));
    }

    /** A clock that was nearer stays as near: becoming worse gives nobody more time. */
    Due notLaterThan(Due before) {
      return new Due(
          startedAt,
          earlier(acknowledgeAt, before.acknowledgeAt()),
          earlier(resolveAt, before.resolveAt()));
    }

    private static Optional<Instant> earlier(Optional<Instant> one, Optional<Instant> other) {
      if (one.isEmpty() || other.isEmpty()) {
        return one.or(() -> other);
      }
      return one.get().isBefore(other.get()) ? one : other;
    }
  }
}
