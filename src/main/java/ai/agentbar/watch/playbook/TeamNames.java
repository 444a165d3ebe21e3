package ai.agentbar.watch.playbook;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds the teams that a part of the playbook names, and notes those that nobody can tell. */
record TeamNames(Map<String, Team> teams) {

  /** The teams of a list that must be there and must not be empty; each has to be reachable. */
  List<Team> read(YamlSection section, String key) {
    return section.texts(key).stream().flatMap(it -> team(section, key, it).stream()).toList();
  }

  private Optional<Team> team(YamlSection section, String key, YamlSection.Line id) {
    Team team = teams.get(id.text());
    if (team == null) {
      section.mistake(
          id.place(),
          "%s: there is no team '%s', the teams are %s".formatted(key, id.text(), teams.keySet()));
    } else if (!team.isReachable()) {
      section.mistake(
          id.place(),
          "%s: nothing leads to the team '%s': give it an address".formatted(key, id.text())
              + " (its placeholders in 'teams' name the settings)");
    }
    return Optional.ofNullable(team);
  }
}
