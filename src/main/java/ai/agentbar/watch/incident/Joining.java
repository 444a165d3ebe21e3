package ai.agentbar.watch.incident;

import ai.agentbar.watch.playbook.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Decides to which incident a firing belongs. Pure.
 *
 * <p>One shop has one way of money, and what breaks in it soon fires several rules: a dead worker,
 * then a backlog, then orders that age. People want one incident for that, and another one for what
 * breaks next week while the first is still being tidied up. So, in this order: (1) a firing joins
 * the open incident that knows its rule; (2) it joins the open incident whose newest alert came
 * within {@link #JOIN_WITHIN}, the last one where there are several; (3) it reopens the incident
 * that knows its rule and was resolved within {@link #REOPEN_WITHIN}; (4) it opens one. What
 * hinders nobody (P3) keeps to itself: it neither joins nor takes in by (2), so that an unsigned
 * checklist does not sit in the incident of a payment, nor a payment in that of a checklist.
 */
final class Joining {

  static final Duration JOIN_WITHIN = Duration.ofMinutes(30);
  static final Duration REOPEN_WITHIN = Duration.ofHours(1);

  /** A firing that has no incident yet. */
  record Arrival(String ruleId, Severity severity, Instant at) {}

  sealed interface Placement {

    record Open() implements Placement {}

    record Join(Incident incident, String why) implements Placement {}

    record Reopen(Incident incident) implements Placement {}
  }

  private Joining() {}

  /**
   * @param recent the incidents that are open, and those that were until {@link #REOPEN_WITHIN} ago
   */
  static Placement place(Arrival arrival, List<Incident> recent) {
    return newest(recent.stream().filter(it -> !it.isResolved() && it.concerns(arrival.ruleId())))
        .<Placement>map(it -> new Placement.Join(it, "the same rule fired in it before"))
        .or(() -> together(arrival, recent))
        .or(() -> again(arrival, recent))
        .orElseGet(Placement.Open::new);
  }

  private static Optional<Placement> together(Arrival arrival, List<Incident> recent) {
    if (arrival.severity() == Severity.P3) {
      return Optional.empty();
    }
    Instant since = arrival.at().minus(JOIN_WITHIN);
    return newest(
            recent.stream()
                .filter(it -> !it.isResolved() && it.severity() != Severity.P3)
                .filter(it -> !it.lastJoinedAt().isBefore(since)))
        .map(it -> new Placement.Join(it, "it fired within 30 minutes of the last one"));
  }

  private static Optional<Placement> again(Arrival arrival, List<Incident> recent) {
    Instant since = arrival.at().minus(REOPEN_WITHIN);
    return newest(
            recent.stream()
                .filter(it -> it.concerns(arrival.ruleId()))
                .filter(
                    it ->
                        it.course()
                            .resolution()
                            .filter(end -> !end.at().isBefore(since))
                            .isPresent()))
        .map(Placement.Reopen::new);
  }

  private static Optional<Incident> newest(Stream<Incident> incidents) {
    return incidents.max(
        Comparator.comparing(Incident::lastJoinedAt).thenComparing(it -> it.id().number()));
  }
}
