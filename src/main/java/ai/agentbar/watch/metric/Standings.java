package ai.agentbar.watch.metric;

import ai.agentbar.event.Subscriptions;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;

/** Puts together how everything stands now, from tables alone, so that every node says the same. */
@Service
class Standings {

  private static final int LAG_EVENTS_MAX = 10_000;
  private static final Duration RECENT = Duration.ofMinutes(30);

  /** How long a payment is given before its cohort is judged. */
  private static final Duration RIPE_AFTER = Duration.ofMinutes(30);

  private static final Set<Metric> PLAIN_RATIO =
      EnumSet.of(Metric.PAYMENT_PAID_COUNT, Metric.PAYMENT_ATTEMPT_COUNT);
  private static final Set<Metric> COHORT =
      EnumSet.of(
          Metric.PAYMENT_ATTEMPT_COUNT,
          Metric.PAYMENT_COHORT_PAID_COUNT,
          Metric.PAYMENT_METHOD_BEGUN_COUNT,
          Metric.PAYMENT_METHOD_COHORT_PAID_COUNT);

  private final MetricReadTable totals;
  private final OpenTable open;
  private final BucketTable buckets;
  private final BalanceTable balances;
  private final Subscriptions subscriptions;

  Standings(
      MetricReadTable totals,
      OpenTable open,
      BucketTable buckets,
      BalanceTable balances,
      Subscriptions subscriptions) {
    this.totals = totals;
    this.open = open;
    this.buckets = buckets;
    this.balances = balances;
    this.subscriptions = subscriptions;
  }

  Standing at(Instant now, MoneyOpen money) {
    Standing standing = new Standing();
    totals.addSeries(now, standing);
    totals.addSampledBefore(now, standing);
    totals.addAlive(now, standing);
    open.addCounts(now, standing);
    addMoney(now, money, standing);
    addConversion(now, standing);
    balances
        .broken(now)
        .forEach((pipe, amount) -> standing.put(Metric.BALANCE_BROKEN, pipe.label(), amount));
    standing.put(Metric.EVENT_FOLD_LAG, subscriptions.lag(MetricFold.SUBSCRIBER, LAG_EVENTS_MAX));
    return standing;
  }

  MoneyOpen money(Instant now) {
    return open.money(now);
  }

  Cohort cohort(Instant from, Instant to) {
    Map<Metric, Map<String, Long>> grown = buckets.series(COHORT, from, to);
    Map<String, Long> begun = grown.getOrDefault(Metric.PAYMENT_METHOD_BEGUN_COUNT, Map.of());
    Map<String, Long> paid = grown.getOrDefault(Metric.PAYMENT_METHOD_COHORT_PAID_COUNT, Map.of());
    return new Cohort(
        new Conversion(
            sum(grown, Metric.PAYMENT_ATTEMPT_COUNT), sum(grown, Metric.PAYMENT_COHORT_PAID_COUNT)),
        begun.entrySet().stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    Map.Entry::getKey,
                    it -> new Conversion(it.getValue(), paid.getOrDefault(it.getKey(), 0L)))));
  }

  private static void addMoney(Instant now, MoneyOpen money, Standing standing) {
    for (PendingAge age : PendingAge.values()) {
      OpenOrders orders = money.pendingByAge().getOrDefault(age, OpenOrders.NONE);
      standing.put(Metric.ORDERS_PENDING_BY_AGE, age.label(), orders.orders());
    }
    standing.put(Metric.ORDERS_PENDING_RUPIAH, money.pending().amount().amount());
    standing.put(
        Metric.ORDERS_PENDING_OLDEST_SECONDS,
        money.pendingSince().map(since -> Duration.between(since, now).toSeconds()).orElse(0L));
    standing.put(Metric.PAID_WITHOUT_ENTITLEMENT, money.paidWithoutEntitlement().orders());
    standing.put(Metric.ENTITLEMENT_WITHOUT_PAID, money.entitlementWithoutPaid().orders());
    standing.put(
        Metric.PAID_WITHOUT_ENTITLEMENT_RUPIAH, money.paidWithoutEntitlement().amount().amount());
  }

  private void addConversion(Instant now, Standing standing) {
    Instant until = now.plus(Buckets.LENGTH);
    Map<Metric, Map<String, Long>> recent =
        buckets.series(PLAIN_RATIO, Buckets.startOf(now.minus(RECENT)), until);
    standing.putShare(
        Metric.PAYMENT_CONVERSION_PERCENT,
        "",
        new Conversion(
            sum(recent, Metric.PAYMENT_ATTEMPT_COUNT), sum(recent, Metric.PAYMENT_PAID_COUNT)));
    Instant ripe = Buckets.startOf(now.minus(RIPE_AFTER));
    Cohort cohort = cohort(ripe.minus(RECENT), ripe);
    standing.put(Metric.PAYMENT_COHORT_BEGUN, cohort.attempts().begun());
    standing.put(Metric.PAYMENT_COHORT_PAID, cohort.attempts().paid());
    standing.putShare(Metric.PAYMENT_COHORT_CONVERSION_PERCENT, "", cohort.attempts());
    cohort
        .byPaymentType()
        .forEach(
            (type, conversion) ->
                standing.putShare(Metric.PAYMENT_METHOD_CONVERSION_PERCENT, type, conversion));
  }

  private static long sum(Map<Metric, Map<String, Long>> grown, Metric metric) {
    return grown.getOrDefault(metric, Map.of()).values().stream().mapToLong(Long::longValue).sum();
  }
}
