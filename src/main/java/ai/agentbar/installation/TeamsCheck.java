package ai.agentbar.installation;

import ai.agentbar.installation.Found.State;
import ai.agentbar.watch.playbook.Playbooks;
import ai.agentbar.watch.playbook.Team;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Whether alerts reach every team; proved by a test message each. A team that no way leads to is
 * none that a rule tells: the playbook sees to that.
 */
@Component
@Order(120)
class TeamsCheck implements SetupCheck {

  private final Playbooks playbooks;
  private final Trials trials;

  TeamsCheck(Playbooks playbooks, Trials trials) {
    this.playbooks = playbooks;
    this.trials = trials;
  }

  @Override
  public String id() {
    return "teams";
  }

  @Override
  public List<String> settings() {
    return List.of("AGENTBAR_TEAM_<TEAM>_EMAIL", "_SLACK", "_WHATSAPP", "_TELEGRAM");
  }

  @Override
  public Found look() {
    List<Team> teams =
        playbooks.current().teams().values().stream()
            .filter(Team::isReachable)
            .sorted(Comparator.comparing(Team::id))
            .toList();
    List<String> failed = teams.stream().filter(it -> is(it, State.BAD)).map(Team::name).toList();
    List<String> untried =
        teams.stream().filter(it -> !is(it, State.GOOD)).map(Team::name).toList();
    if (!failed.isEmpty()) {
      return Found.bad(
          "pesan uji tidak sampai ke " + String.join(", ", failed),
          "the test message did not reach " + String.join(", ", failed));
    }
    return untried.isEmpty()
        ? Found.good(
            "pesan uji sampai ke %d tim".formatted(teams.size()),
            "the test message reached %d teams".formatted(teams.size()))
        : Found.unknown(
            "belum diuji: " + String.join(", ", untried),
            "not tried yet: " + String.join(", ", untried));
  }

  private boolean is(Team team, State state) {
    Optional<Found> last = trials.lastToTeam(team.id());
    return last.isPresent() && last.get().state() == state;
  }
}
