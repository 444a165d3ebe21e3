package ai.agentbar.payment;

import ai.agentbar.kernel.OrderId;
import java.time.Instant;
import java.util.Optional;

/** When Midtrans was and will be asked about an order, for people. */
public interface InquiryPlans {

  /**
   * The questions about one order.
   *
   * @param dueAt when the next one is due; nothing where none is planned
   * @param failures how often in a row Midtrans gave no usable answer
   * @param error why not, the last time
   */
  record InquiryPlan(
      Optional<Instant> askedAt, Optional<Instant> dueAt, int failures, Optional<String> error) {}

  /** Nothing where there is no such order. */
  Optional<InquiryPlan> of(OrderId order);
}
