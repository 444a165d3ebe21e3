package ai.agentbar.payment.reconciliation;

import ai.agentbar.event.Event;
import ai.agentbar.event.EventType;
import ai.agentbar.payment.Reconciliation.Trigger;
import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A run of questions to Midtrans, in orders.
 *
 * @param failed without a usable answer
 * @param failedOrders ended as FAILED
 * @param failure why there was no answer, the first of the run; or what broke the run itself
 */
record ReconciliationEvent(
    Trigger trigger,
    int asked,
    int paid,
    int expired,
    int unchanged,
    int failed,
    int failedOrders,
    @JsonIgnore Duration duration,
    @JsonIgnore @Nullable Failure failure)
    implements Event {

  @Override
  public EventType type() {
    return EventType.RECONCILIATION_RUN;
  }

  @Override
  public String name() {
    return "RECONCILIATION_RUN";
  }

  @Override
  public String message() {
    return "Midtrans asked about %d orders: %d paid, %d expired, %d without an answer"
        .formatted(asked, paid, expired, failed);
  }

  @Override
  public Level level() {
    if (failure != null) {
      return Level.WARN;
    }
    return asked == 0 && trigger == Trigger.SCHEDULE ? Level.DEBUG : Level.INFO;
  }
}
