package ai.agentbar.watch.metric;

import static ai.agentbar.testing.CommerceEvents.attempted;
import static ai.agentbar.testing.CommerceEvents.granted;
import static ai.agentbar.testing.CommerceEvents.moved;
import static ai.agentbar.testing.CommerceEvents.opened;
import static ai.agentbar.testing.CommerceEvents.paid;
import static ai.agentbar.testing.CommerceEvents.placed;
import static org.assertj.core.api.Assertions.assertThat;

import ai.agentbar.event.EventType;
import ai.agentbar.kernel.OrderId;
import ai.agentbar.kernel.Rupiah;
import ai.agentbar.testing.CommerceEvents;
import ai.agentbar.testing.MovableClock;
import ai.agentbar.testing.RoomTest;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Payments by method, cohorts, and the money that hangs on open orders. */
@RoomTest
@Import(CommerceEvents.class)
class PaymentMetricTest {

  private static final List<Metric> CONVERSIONS =
      List.of(
          Metric.PAYMENT_CONVERSION_PERCENT,
          Metric.PAYMENT_COHORT_CONVERSION_PERCENT,
          Metric.PAYMENT_METHOD_CONVERSION_PERCENT);

  private final Random random = new Random(20261125);

  @Autowired CommerceEvents commerce;
  @Autowired MetricWindows windows;
  @Autowired MovableClock clock;
  @Autowired JdbcClient jdbc;
  Instant start = Instant.EPOCH;

  @BeforeEach
  void beginInAnEmptyHour() {
    commerce.settle();
    jdbc.sql("delete from metric_order where paid = granted").update();
    jdbc.sql("delete from metric_cohort").update();
    clock.set(Buckets.startOf(clock.instant()).plus(Duration.ofHours(3)));
    start = clock.instant();
  }

  @Test
  void payments_are_counted_by_method_and_by_bank_and_an_unknown_method_is_other() {
    commerce.append(
        transaction("t1", "bank_transfer", "bca", "", "PENDING"),
        transaction("t1", "bank_transfer", "bca", "PENDING", "PAID"),
        transaction("t1", "bank_transfer", "bca", "PAID", "REFUNDED"),
        transaction("t2", "bank_transfer", "bank-of-tomorrow", "", "EXPIRED"),
        transaction("t3", "credit_card", null, "", "DENIED"),
        transaction("t3", "credit_card", null, "DENIED", "DENIED"),
        transaction("t4", "Rp{}\"\n", null, "", "FAILED"));
    commerce.settle();

    assertThat(since(Metric.PAYMENT_METHOD_BEGUN_COUNT))
        .isEqualTo(
            Map.of("bank_transfer_bca", 1L, "bank_transfer", 1L, "credit_card", 1L, "OTHER", 1L));
    assertThat(since(Metric.PAYMENT_METHOD_PAID_COUNT)).isEqualTo(Map.of("bank_transfer_bca", 1L));
    assertThat(since(Metric.PAYMENT_METHOD_EXPIRED_COUNT)).isEqualTo(Map.of("bank_transfer", 1L));
    assertThat(since(Metric.PAYMENT_METHOD_DENIED_COUNT))
        .isEqualTo(Map.of("credit_card", 1L, "OTHER", 1L));
  }

  @Test
  void a_payment_counts_for_the_window_it_began_in_however_late_it_is_paid() {
    OrderId late = order();
    OrderId never = order();
    commerce.append(
        attempted(late),
        attempted(never),
        of(late, transaction("t5", "qris", null, "", "PENDING")));
    commerce.settle();
    Instant end = start.plusSeconds(10);
    assertThat(windows.cohort(start, end).attempts()).isEqualTo(new Conversion(2, 0));

    clock.move(Duration.ofHours(20));
    commerce.append(
        of(late, transaction("t5", "qris", null, "PENDING", "EXPIRED")),
        of(late, transaction("t5", "qris", null, "EXPIRED", "PAID")));
    commerce.settle();

    assertThat(windows.cohort(start, end))
        .isEqualTo(new Cohort(new Conversion(2, 1), Map.of("qris", new Conversion(1, 1))));
    assertThat(windows.cohort(end, clock.instant().plusSeconds(60)))
        .isEqualTo(new Cohort(Conversion.NONE, Map.of()));
    assertThat(new Conversion(2, 1).percent()).isEqualTo(50);
  }

  @Test
  void a_payment_that_is_folded_before_its_begin_counts_for_the_begin_all_the_same() {
    OrderId id = order();
    clock.move(Duration.ofMinutes(2));
    commerce.append(of(id, transaction("t6", "gopay", null, "PENDING", "PAID")));
    commerce.settle();
    assertThat(windows.cohort(start, start.plusSeconds(300)).attempts()).isEqualTo(Conversion.NONE);

    clock.set(start);
    commerce.append(attempted(id), of(id, transaction("t6", "gopay", null, "", "PENDING")));
    commerce.settle();

    assertThat(windows.cohort(start, start.plusSeconds(10)))
        .isEqualTo(new Cohort(new Conversion(1, 1), Map.of("gopay", new Conversion(1, 1))));
    assertThat(rows("metric_cohort")).isZero();
  }

  @Test
  void of_two_pages_of_one_order_each_is_an_attempt_and_one_is_paid() {
    OrderId id = order();
    CommerceEvents.Told second =
        CommerceEvents.of(
            EventType.PAYMENT_ATTEMPT_CREATED,
            "PAYMENT_ATTEMPT_CREATED",
            id,
            Map.of("gateway_order_id", id.value() + "-2", "attempt", 2));
    commerce.append(
        attempted(id),
        second,
        of(id, transaction("t10", "credit_card", null, "", "DENIED")),
        of(id, transaction("t11", "qris", null, "", "PAID")));
    commerce.settle();

    assertThat(windows.cohort(start, start.plusSeconds(10)).attempts())
        .isEqualTo(new Conversion(2, 1));
  }

  @Test
  void a_payment_that_is_never_paid_is_forgotten_after_three_days_and_not_before() {
    commerce.append(attempted(order()));
    commerce.settle();
    clock.move(Duration.ofDays(3));
    commerce.append(attempted(order()));
    commerce.settle();
    assertThat(rows("metric_cohort")).isEqualTo(2);

    clock.move(Duration.ofMillis(1));
    commerce.append(attempted(order()));
    commerce.settle();
    assertThat(rows("metric_cohort")).isEqualTo(2);
  }

  @Test
  void the_gauges_judge_a_cohort_half_an_hour_after_its_window_and_the_plain_ratio_at_once() {
    OrderId one = order();
    OrderId other = order();
    commerce.append(opened(one), attempted(one), opened(other), attempted(other));
    commerce.append(transaction("t7", "qris", null, "", "PENDING"));
    clock.move(Duration.ofMinutes(1));
    commerce.append(
        paid(one), granted(one), of(one, transaction("t9", "gopay", null, "PENDING", "PAID")));
    commerce.settle();
    assertThat(value(Metric.PAYMENT_CONVERSION_PERCENT)).isEqualTo(50);
    assertThat(value(Metric.PAYMENT_COHORT_BEGUN)).isZero();

    clock.set(start.plus(Duration.ofMinutes(30)).plusSeconds(10));
    assertThat(value(Metric.PAYMENT_COHORT_BEGUN)).isEqualTo(2);
    assertThat(value(Metric.PAYMENT_COHORT_PAID)).isEqualTo(1);
    assertThat(value(Metric.PAYMENT_COHORT_CONVERSION_PERCENT)).isEqualTo(50);
    assertThat(windows.byLabel(Metric.PAYMENT_METHOD_CONVERSION_PERCENT))
        .isEqualTo(Map.of("qris", 0L));

    clock.set(start.plus(Duration.ofMinutes(60)).plusSeconds(10));
    assertThat(value(Metric.PAYMENT_COHORT_BEGUN)).isZero();
  }

  @Test
  void a_conversion_is_unknown_while_nobody_begins_to_pay_and_0_when_nobody_pays() {
    assertThat(CONVERSIONS).noneMatch(read()::knows);
    assertThat(windows.byLabel(Metric.PAYMENT_METHOD_CONVERSION_PERCENT)).isEmpty();

    OrderId id = order();
    commerce.append(opened(id), attempted(id), transaction("t8", "qris", null, "", "PENDING"));
    commerce.settle();
    assertThat(read().knows(Metric.PAYMENT_CONVERSION_PERCENT)).isTrue();
    clock.set(start.plus(Duration.ofMinutes(30)).plusSeconds(10));
    assertThat(CONVERSIONS)
        .filteredOn(it -> it != Metric.PAYMENT_CONVERSION_PERCENT)
        .allMatch(read()::knows)
        .allMatch(it -> value(it) == 0);

    clock.set(start.plus(Duration.ofMinutes(60)).plusSeconds(10));
    assertThat(CONVERSIONS).noneMatch(read()::knows);
  }

  @Test
  void money_at_risk_is_that_of_the_open_orders_by_how_long_they_have_waited() {
    OrderId old = order();
    commerce.append(opened(old));
    clock.move(Duration.ofMinutes(30));
    commerce.append(opened(order()), opened(order()));
    clock.move(Duration.ofMinutes(15));
    commerce.settle();

    MoneyOpen money = read().money();

    assertThat(money.pending()).isEqualTo(worth(3));
    assertThat(money.pendingByAge())
        .isEqualTo(Map.of(PendingAge.FROM_15, worth(2), PendingAge.FROM_30, worth(1)));
    assertThat(money.pendingFor(Duration.ofMinutes(30))).isEqualTo(worth(1));
    assertThat(windows.pendingFor(Duration.ofMinutes(45))).isEqualTo(worth(1));
    assertThat(windows.pendingFor(Duration.ofMinutes(45).plusMillis(1))).isEqualTo(worth(0));
    assertThat(money.pendingSince()).contains(start);
    assertThat(value(Metric.ORDERS_PENDING_RUPIAH)).isEqualTo(450_000);
    assertThat(value(Metric.ORDERS_PENDING_OLDEST_SECONDS)).isEqualTo(45 * 60);
    assertThat(windows.byLabel(Metric.ORDERS_PENDING_BY_AGE))
        .isEqualTo(Map.of("0-5", 0L, "5-15", 0L, "15-30", 2L, "30-60", 1L, "60+", 0L));
  }

  @Test
  void an_order_without_a_payment_page_is_unpaid_and_not_pending_until_it_goes_on_or_ends() {
    OrderId opens = order();
    OrderId ends = order();
    commerce.append(placed(opens), placed(ends));
    commerce.settle();
    assertThat(read().money().created()).isEqualTo(worth(2));
    assertThat(read().money().pending()).isEqualTo(OpenOrders.NONE);

    commerce.append(opened(opens), moved(ends, "CREATED", "EXPIRED"));
    commerce.settle();
    assertThat(read().money().created()).isEqualTo(OpenOrders.NONE);
    assertThat(read().money().unpaid()).isEqualTo(worth(1));

    commerce.append(paid(opens), granted(opens));
    commerce.settle();
    assertThat(rows("metric_order")).isZero();
  }

  @Test
  void what_leaves_created_before_it_is_told_as_placed_is_not_counted_for_ever() {
    OrderId id = order();
    commerce.append(moved(id, "CREATED", "EXPIRED"));
    commerce.settle();
    commerce.append(placed(id));
    commerce.settle();
    assertThat(rows("metric_order")).isZero();

    commerce.append(moved(order(), "CREATED", "EXPIRED"));
    commerce.settle();
    clock.move(Duration.ofDays(3).plusMillis(1));
    commerce.append(opened(order()));
    commerce.settle();
    assertThat(rows("metric_order")).isEqualTo(1);
  }

  @Test
  void the_money_of_a_paid_order_without_access_is_at_risk_until_the_access_comes() {
    OrderId id = order();
    commerce.append(opened(id), paid(id));
    commerce.settle();
    clock.move(Duration.ofSeconds(6));
    assertThat(read().money().paidWithoutEntitlement()).isEqualTo(worth(1));
    assertThat(value(Metric.PAID_WITHOUT_ENTITLEMENT_RUPIAH)).isEqualTo(150_000);

    commerce.append(granted(id));
    commerce.settle();
    assertThat(read().money().paidWithoutEntitlement()).isEqualTo(OpenOrders.NONE);
  }

  private static OpenOrders worth(int orders) {
    return new OpenOrders(orders, new Rupiah(orders * 150_000L));
  }

  private Map<String, Long> since(Metric metric) {
    return windows.byLabel(metric, start, start.plusSeconds(10));
  }

  private Readings read() {
    return windows.read(EnumSet.noneOf(Metric.class), Duration.ZERO);
  }

  private long value(Metric metric) {
    return read().value(metric);
  }

  private long rows(String table) {
    return jdbc.sql("select count(*) from " + table).query(Long.class).single();
  }

  private OrderId order() {
    return OrderId.next(clock.instant(), random);
  }

  /** It belongs to the first page of that order. */
  private static CommerceEvents.Told of(OrderId id, CommerceEvents.Told transaction) {
    Map<String, Object> fields = new LinkedHashMap<>(transaction.fields());
    fields.put("gateway_order_id", id.value() + "-1");
    return CommerceEvents.of(transaction.type(), transaction.name(), id, fields);
  }

  private static CommerceEvents.Told transaction(
      String id, String method, @Nullable String provider, String from, String to) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("transaction_id", id);
    fields.put("payment_type", method);
    if (provider != null) {
      fields.put("provider", provider);
    }
    if (!from.isEmpty()) {
      fields.put("from", from);
    }
    fields.put("status", to);
    return CommerceEvents.of(EventType.PAYMENT_STATUS_CHANGED, "TRANSACTION_" + to, null, fields);
  }
}
