package ai.agentbar.watch.delivery;

import ai.agentbar.watch.alert.Firing;
import ai.agentbar.watch.alert.Silences;
import ai.agentbar.watch.playbook.DeliveryLimits;
import ai.agentbar.watch.playbook.Playbooks;
import java.time.Duration;
import org.springframework.stereotype.Service;

/** What the playbook in force says about how often people are told. */
@Service
class Terms {

  /** What fires within the time of a bundle leaves in about so many messages. */
  private static final int MESSAGES_OF_A_BUNDLE = 6;

  private final Playbooks playbooks;
  private final Silences silences;

  Terms(Playbooks playbooks, Silences silences) {
    this.playbooks = playbooks;
    this.silences = silences;
  }

  /** How many messages an address gets at most. */
  Rate rate() {
    DeliveryLimits limits = playbooks.current().delivery();
    return new Rate(limits.messagesMax(), limits.within());
  }

  /** How quickly they follow each other. */
  Pace pace() {
    return pace(playbooks.current().delivery());
  }

  static Pace pace(DeliveryLimits limits) {
    return new Pace(limits.bundleWithin().dividedBy(MESSAGES_OF_A_BUNDLE));
  }

  Duration repeatEvery(Firing firing) {
    return playbooks.current().terms(firing.severity()).repeatEvery();
  }

  boolean isSilenced(String ruleId) {
    return silences.isSilenced(ruleId);
  }
}
