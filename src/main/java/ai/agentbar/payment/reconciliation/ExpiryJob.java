package ai.agentbar.payment.reconciliation;

import ai.agentbar.job.RecurringJob;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Ends the orders whose time to pay is over, once Midtrans has said what became of them. */
@Component
class ExpiryJob implements RecurringJob {

  private final Reconciler reconciler;

  ExpiryJob(Reconciler reconciler) {
    this.reconciler = reconciler;
  }

  @Override
  public String name() {
    return "expiry";
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
    return reconciler.runOverdue().asked();
  }
}
