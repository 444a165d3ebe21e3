package ai.agentbar.watch.metric;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * The orders somebody's money hangs on now.
 *
 * @param pendingSince since when the longest pending order has waited for its payment
 * @param pendingByAge pending orders by how long they have waited; no entry means none
 * @param created orders that were placed and have no payment page yet
 * @param paidWithoutEntitlement orders that are paid and whose access has not come
 * @param entitlementWithoutPaid orders that are not paid and whose access was granted
 */
public record MoneyOpen(
    Optional<Instant> pendingSince,
    Map<PendingAge, OpenOrders> pendingByAge,
    OpenOrders created,
    OpenOrders paidWithoutEntitlement,
    OpenOrders entitlementWithoutPaid) {

  /** From this age on {@link Metric#ORDERS_PENDING_AGING} counts a pending order. */
  public static final Duration AGING_AFTER = PendingAge.FROM_30.from();

  public static final MoneyOpen NONE = new MoneyOpen(Optional.empty(), Map.of(), OpenOrders.NONE);

  /** Every order has its payment page, and nobody has access without a payment. */
  public MoneyOpen(
      Optional<Instant> pendingSince,
      Map<PendingAge, OpenOrders> pendingByAge,
      OpenOrders paidWithoutEntitlement) {
    this(pendingSince, pendingByAge, OpenOrders.NONE, paidWithoutEntitlement, OpenOrders.NONE);
  }

  public OpenOrders pending() {
    return pendingFor(Duration.ZERO);
  }

  /** Whose buyers want to pay and have not, whether they could or not. */
  public OpenOrders unpaid() {
    return pending().plus(created);
  }

  /** Pending orders of the bands that begin with that age or a higher one. */
  public OpenOrders pendingFor(Duration age) {
    return pendingByAge.entrySet().stream()
        .filter(it -> it.getKey().from().compareTo(age) >= 0)
        .map(Map.Entry::getValue)
        .reduce(OpenOrders.NONE, OpenOrders::plus);
  }
}
