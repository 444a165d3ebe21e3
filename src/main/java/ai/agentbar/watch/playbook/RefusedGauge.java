package ai.agentbar.watch.playbook;

import ai.agentbar.watch.metric.Metric;
import ai.agentbar.watch.metric.OwnGauge;
import org.springframework.stereotype.Component;

/**
 * Whether this node could not take its playbook's file over; then an older one is in force here.
 */
@Component
class RefusedGauge implements OwnGauge {

  private final Playbooks playbooks;

  RefusedGauge(Playbooks playbooks) {
    this.playbooks = playbooks;
  }

  @Override
  public Metric metric() {
    return Metric.PLAYBOOK_REFUSED;
  }

  @Override
  public long amount() {
    return playbooks.refused().isPresent() ? 1 : 0;
  }
}
