package ai.agentbar.installation;

import ai.agentbar.watch.playbook.PlaybookInForce;
import ai.agentbar.watch.playbook.Playbooks;
import ai.agentbar.watch.playbook.RefusedPlaybook;
import java.util.List;
import java.util.Optional;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Which playbook stands, and whether a newer one was refused. */
@Component
@Order(130)
class PlaybookCheck implements SetupCheck {

  private final Playbooks playbooks;

  PlaybookCheck(Playbooks playbooks) {
    this.playbooks = playbooks;
  }

  @Override
  public String id() {
    return "playbook";
  }

  @Override
  public List<String> settings() {
    return List.of("AGENTBAR_PLAYBOOK");
  }

  @Override
  public Found look() {
    return judge(playbooks.inForce(), playbooks.refused());
  }

  static Found judge(PlaybookInForce inForce, Optional<RefusedPlaybook> refused) {
    if (refused.isPresent()) {
      String first = refused.get().mistakes().getFirst().toString();
      return Found.bad(
          "berkas yang diubah ditolak: " + first, "the changed file was refused: " + first);
    }
    int rules = inForce.playbook().rules().size();
    int teams = inForce.playbook().teams().size();
    return Found.good(
        "%s: %d aturan, %d tim".formatted(inForce.source(), rules, teams),
        "%s: %d rules, %d teams".formatted(inForce.source(), rules, teams));
  }
}
