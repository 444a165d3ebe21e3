package ai.agentbar.watch.runbook.probe;

import ai.agentbar.payment.GatewayHealth;
import ai.agentbar.watch.playbook.ProbeName;
import ai.agentbar.watch.runbook.Finding;
import ai.agentbar.watch.runbook.Probe;
import org.springframework.stereotype.Component;

/** Whether Midtrans tells what became of a payment, and takes our key. */
@Component
class MidtransApiProbe implements Probe {

  private final GatewayHealth gateway;

  MidtransApiProbe(GatewayHealth gateway) {
    this.gateway = gateway;
  }

  @Override
  public ProbeName name() {
    return ProbeName.MIDTRANS_API;
  }

  @Override
  public Finding look() {
    return GatewayFinding.of(gateway.statusApi(), "API status Midtrans", "Midtrans' status API");
  }
}
