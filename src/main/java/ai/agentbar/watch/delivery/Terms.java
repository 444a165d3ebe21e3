package ai.agentbar.watch.delivery;

import ai.agentbar.watch.alert.Firing;
import ai.agentbar.watch.alert.Silences;
import ai.agentbar.watch.playbook.DeliveryLimits;
import ai.agentbar.watch.playbook.Playbooks;
import java.time.Duration;
import java.util.List;
import org.springframework.stereotype.Service;

/** What the playbook in force says about how often people are told. */
@Service
class Terms {

  /** What fires one after another leaves in so many messages; what comes then is bundled. */
  private static final int BURST_MAX = 4;

  private final Playbooks playbooks;
  private final Silences silences;

  Terms(Playbooks playbooks, Silences silences) {
    this.playbooks = playbooks;
    this.silences = silences;
  }

  /** Each of them holds for each address. */
  List<Rate> rates() {
    DeliveryLimits limits = playbooks.current().delivery();
    return List.of(
        new Rate(limits.messagesMax(), limits.within()),
        new Rate(BURST_MAX, limits.bundleWithin()));
  }

  Duration repeatEvery(Firing firing) {
    return playbooks.current().terms(firing.severity()).repeatEvery();
  }

  boolean isSilenced(String ruleId) {
    return silences.isSilenced(ruleId);
  }
}
