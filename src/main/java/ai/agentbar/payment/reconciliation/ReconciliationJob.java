package ai.agentbar.payment.reconciliation;

import ai.agentbar.job.RecurringJob;
import ai.agentbar.payment.Reconciliation.Trigger;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Asks Midtrans about the payments that are due. */
@Component
class ReconciliationJob implements RecurringJob {

  private final Reconciler reconciler;

  ReconciliationJob(Reconciler reconciler) {
    this.reconciler = reconciler;
  }

  @Override
  public String name() {
    return "reconciliation";
  }

  @Override
  public Duration every() {
    return Duration.ofSeconds(15);
  }

  @Override
  public Duration limit() {
    return Duration.ofMinutes(2);
  }

  @Override
  public long run() {
    return reconciler.run(Trigger.SCHEDULE).asked();
  }
}
