package ai.agentbar.watch.runbook.probe;

import ai.agentbar.payment.GatewayHealth;
import ai.agentbar.watch.playbook.ProbeName;
import ai.agentbar.watch.runbook.Finding;
import ai.agentbar.watch.runbook.Probe;
import org.springframework.stereotype.Component;

/** Whether Midtrans opens payment pages, and takes our key. */
@Component
class SnapProbe implements Probe {

  private final GatewayHealth gateway;

  SnapProbe(GatewayHealth gateway) {
    this.gateway = gateway;
  }

  @Override
  public ProbeName name() {
    return ProbeName.SNAP;
  }

  @Override
  public Finding look() {
    return GatewayFinding.of(gateway.pages(), "Snap", "Snap");
  }
}
