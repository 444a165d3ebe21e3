package ai.agentbar.watch.incident;

import ai.agentbar.watch.incident.Terms.Stage;
import ai.agentbar.watch.playbook.Severity;
import ai.agentbar.watch.playbook.Team;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Decides what a clock has to tell now. Pure: the same incident, terms and moment give the same
 * answer, so it does not matter who looks, how often, or after what pause.
 */
final class Escalating {

  static final int RUN_OUT = 100;

  /**
   * A share of a clock has passed.
   *
   * @param teams whom the playbook tells then; empty where it names nobody
   */
  record Escalation(
      IncidentId incident,
      int round,
      Severity severity,
      Clock.Kind clock,
      int percent,
      Instant dueAt,
      List<Team> teams) {

    boolean isOverdue() {
      return percent >= RUN_OUT;
    }
  }

  private Escalating() {}

  /** At most one for each clock: where several shares passed unseen, the last one says it all. */
  static List<Escalation> due(Incident incident, Terms terms, Instant now) {
    Stream<Optional<Escalation>> running =
        incident.isResolved()
            ? Stream.of(postMortem(incident, now))
            : Stream.of(
                incident
                    .acknowledge()
                    .flatMap(it -> passed(incident, Clock.Kind.ACKNOWLEDGE, it, terms, now)),
                incident
                    .resolve()
                    .flatMap(it -> passed(incident, Clock.Kind.RESOLVE, it, terms, now)));
    return running.flatMap(Optional::stream).toList();
  }

  private static Optional<Escalation> passed(
      Incident incident, Clock.Kind kind, Clock clock, Terms terms, Instant now) {
    if (!clock.isRunning()) {
      return Optional.empty();
    }
    return stages(terms)
        .filter(it -> !clock.at(it.percent()).isAfter(now))
        .max(Comparator.comparingInt(Stage::percent))
        .map(
            it ->
                new Escalation(
                    incident.id(),
                    incident.course().round(),
                    incident.severity(),
                    kind,
                    it.percent(),
                    clock.dueAt(),
                    it.teams()));
  }

  /** That a clock has run out is told in any case: to whom the last stage names. */
  private static Stream<Stage> stages(Terms terms) {
    Optional<Stage> last = terms.stages().stream().max(Comparator.comparingInt(Stage::percent));
    boolean told = last.filter(it -> it.percent() >= RUN_OUT).isPresent();
    return told
        ? terms.stages().stream()
        : Stream.concat(
            terms.stages().stream(),
            Stream.of(new Stage(RUN_OUT, last.map(Stage::teams).orElse(List.of()))));
  }

  private static Optional<Escalation> postMortem(Incident incident, Instant now) {
    return incident
        .postMortem()
        .filter(it -> it.signed().isEmpty() && !it.dueAt().isAfter(now))
        .map(
            it ->
                new Escalation(
                    incident.id(),
                    incident.course().round(),
                    incident.severity(),
                    Clock.Kind.POST_MORTEM,
                    RUN_OUT,
                    it.dueAt(),
                    List.of()));
  }
}
