package ai.agentbar.watch.playbook;

import ai.agentbar.watch.metric.Metric;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Everything people agreed on, as one value.
 *
 * @param severities an entry for each
 * @param bands by metric; a metric without one has no normal
 * @param shifts in the order of the day
 */
public record Playbook(
    BusyHours busyHours,
    Map<Severity, SeverityTerms> severities,
    Map<String, Team> teams,
    Map<Metric, Band> bands,
    DeliveryLimits delivery,
    List<Shift> shifts,
    List<Rule> rules) {

  public Optional<Rule> rule(String id) {
    return rules.stream().filter(it -> it.id().equals(id)).findFirst();
  }

  public Optional<Team> team(String id) {
    return Optional.ofNullable(teams.get(id));
  }

  public SeverityTerms terms(Severity severity) {
    return Objects.requireNonNull(severities.get(severity), severity::name);
  }

  public Optional<Band> band(Metric metric) {
    return Optional.ofNullable(bands.get(metric));
  }

  /** The merchant's timezone. */
  public ZoneId zone() {
    return busyHours.zone();
  }
}
