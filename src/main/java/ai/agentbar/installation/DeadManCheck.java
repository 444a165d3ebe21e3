package ai.agentbar.installation;

import ai.agentbar.watch.delivery.DeadMan;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Whether somebody outside would notice our death. */
@Component
@Order(140)
class DeadManCheck implements SetupCheck {

  private final DeadMan deadMan;

  DeadManCheck(DeadMan deadMan) {
    this.deadMan = deadMan;
  }

  @Override
  public String id() {
    return "dead-man";
  }

  @Override
  public List<String> settings() {
    return List.of("AGENTBAR_DEAD_MAN_URL");
  }

  @Override
  public Found look() {
    return judge(deadMan.standing());
  }

  static Found judge(DeadMan.Standing standing) {
    if (!standing.set()) {
      return Found.notSet(
          "jika AgentBar mati, tidak ada yang tahu", "if AgentBar dies, nobody is told");
    }
    if (standing.problem().isPresent()) {
      return Found.bad(
          "panggilan terakhir gagal: " + standing.problem().get(),
          "the last call failed: " + standing.problem().get());
    }
    return standing.heard()
        ? Found.good("panggilan terakhir diterima", "the last call was heard")
        : Found.unknown("belum ada panggilan", "no call was made yet");
  }
}
