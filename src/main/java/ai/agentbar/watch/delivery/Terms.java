package ai.agentbar.watch.delivery;

import ai.agentbar.watch.alert.Firing;
import ai.agentbar.watch.playbook.Playbooks;
import java.time.Duration;
import org.springframework.stereotype.Service;

/** What the playbook in force says about how often people are told. */
@Service
class Terms {

  private final Playbooks playbooks;

  Terms(Playbooks playbooks) {
    this.playbooks = playbooks;
  }

  Rate rate() {
    return new Rate(20, Duration.ofMinutes(10));
  }

  Duration repeatEvery(Firing firing) {
    return Duration.ofMinutes(15);
  }

  boolean isSilenced(String ruleId) {
    return playbooks.current().rule(ruleId).isEmpty() && ruleId.isEmpty();
  }
}
