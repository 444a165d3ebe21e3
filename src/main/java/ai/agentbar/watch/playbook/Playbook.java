package ai.agentbar.watch.playbook;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Everything people agreed on, as one value. */
public record Playbook(
    BusyHours busyHours,
    Map<Severity, SeverityMeaning> severities,
    Map<String, Team> teams,
    List<Rule> rules) {

  public Optional<Rule> rule(String id) {
    return rules.stream().filter(it -> it.id().equals(id)).findFirst();
  }

  public Optional<Team> team(String id) {
    return Optional.ofNullable(teams.get(id));
  }
}
