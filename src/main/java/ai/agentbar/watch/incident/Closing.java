package ai.agentbar.watch.incident;

import ai.agentbar.watch.playbook.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

/**
 * Decides what the end of an incident asks for. Pure.
 *
 * <p>Resolving is a person's step; but an incident that recovered and that nobody holds in hand
 * would stay open for ever and hide the next one. So it resolves by itself {@link
 * #UNTOUCHED_FOR_MAX} after its last alert ended where no person did anything about it, and {@link
 * #LEFT_FOR_MAX} after that where somebody did and left it. A P0 or P1 owes its post-mortem either
 * way.
 */
final class Closing {

  static final Duration UNTOUCHED_FOR_MAX = Duration.ofMinutes(30);
  static final Duration LEFT_FOR_MAX = Duration.ofHours(24);
  static final Duration POST_MORTEM_WITHIN = Duration.ofDays(2);

  private Closing() {}

  /** True where it is to resolve by itself now. */
  static boolean isDue(Incident incident, Instant now) {
    Duration wait = incident.course().touched() ? LEFT_FOR_MAX : UNTOUCHED_FOR_MAX;
    return !incident.isResolved()
        && incident
            .course()
            .recoveredAt()
            .filter(since -> !since.plus(wait).isAfter(now))
            .isPresent();
  }

  /**
   * By when a post-mortem is owed for what ends now, if one is: by the worst of what it is called
   * and what people were told of. Called less once nothing fires any more, it owes as much.
   *
   * @param worstTold empty where people were told of nothing: that owes none
   */
  static Optional<Instant> postMortemDueAt(
      Severity severity, Optional<Severity> worstTold, Instant now) {
    return worstTold
        .map(it -> it.compareTo(severity) < 0 ? it : severity)
        .filter(it -> it.compareTo(Severity.P1) <= 0)
        .map(_ -> now.plus(POST_MORTEM_WITHIN));
  }

  /**
   * Why a person cannot give it that severity; empty where they can. What fires cannot be talked
   * down: as long as nobody can pay it is a P0.
   */
  static Optional<String> refusalOfSeverity(Incident incident, Severity wanted) {
    if (incident.isResolved()) {
      return Optional.of("The incident is resolved; reopen it first.");
    }
    return incident.firing().stream()
        .min(Comparator.comparing(Incident.Member::severity))
        .filter(it -> it.severity().compareTo(wanted) < 0)
        .map(
            it ->
                "%s fires with %s; an incident is as severe as the worst that fires in it."
                    .formatted(it.ruleId(), it.severity()));
  }
}
