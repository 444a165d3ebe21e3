package ai.agentbar.watch.metric;

import static ai.agentbar.testing.CommerceEvents.applied;
import static ai.agentbar.testing.CommerceEvents.attempted;
import static ai.agentbar.testing.CommerceEvents.fact;
import static ai.agentbar.testing.CommerceEvents.granted;
import static ai.agentbar.testing.CommerceEvents.moved;
import static ai.agentbar.testing.CommerceEvents.opened;
import static ai.agentbar.testing.CommerceEvents.paid;
import static ai.agentbar.testing.CommerceEvents.placed;
import static ai.agentbar.testing.CommerceEvents.processingFailed;
import static ai.agentbar.testing.CommerceEvents.received;
import static ai.agentbar.testing.CommerceEvents.rejected;
import static org.assertj.core.api.Assertions.assertThat;

import ai.agentbar.event.Event;
import ai.agentbar.event.EventType;
import ai.agentbar.job.WorkLoops;
import ai.agentbar.kernel.OrderId;
import ai.agentbar.testing.CommerceEvents;
import ai.agentbar.testing.MovableClock;
import ai.agentbar.testing.RoomTest;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.support.TransactionTemplate;

@RoomTest
@Import(CommerceEvents.class)
@TestPropertySource(properties = "test.database=of-the-fold")
class MetricFoldTest {

  private final Random random = new Random(20261123);

  @Autowired CommerceEvents commerce;
  @Autowired TransactionTemplate transaction;
  @Autowired WorkLoops work;
  @Autowired MetricWindows windows;
  @Autowired MovableClock clock;
  @Autowired MetricFoldTable table;
  @Autowired JdbcClient jdbc;
  Map<Metric, Long> before;

  @BeforeEach
  void startFromWhatIsThere() {
    // What others left open has aged by then, and their windows are past.
    clock.move(Duration.ofHours(2));
    commerce.settle();
    // Those that others opened without having placed them.
    jdbc.sql("delete from metric_order where created < 0 and pending = 0 and paid = granted")
        .update();
    before = values();
  }

  @Test
  void an_order_that_is_paid_counts_once_in_each_step_of_the_funnel() {
    OrderId id = order();
    commerce.append(placed(id));
    commerce.append(attempted(id), opened(id));
    commerce.settle();
    assertThat(grown()).containsEntry(Metric.ORDERS_PENDING, 1L);

    commerce.append(settled(id), paid(id), granted(id));
    commerce.settle();

    assertThat(grown())
        .containsExactlyInAnyOrderEntriesOf(
            Map.ofEntries(
                Map.entry(Metric.CHECKOUT_CREATED_COUNT, 1L),
                Map.entry(Metric.PAYMENT_ATTEMPT_COUNT, 1L),
                Map.entry(Metric.PAYMENT_CONVERSION_PERCENT, 100L),
                Map.entry(Metric.PAYMENT_BEGUN_COUNT, 1L),
                Map.entry(Metric.PAYMENT_METHOD_BEGUN_COUNT, 1L),
                Map.entry(Metric.PAYMENT_METHOD_PAID_COUNT, 1L),
                Map.entry(Metric.PAYMENT_METHOD_COHORT_PAID_COUNT, 1L),
                Map.entry(Metric.PAYMENT_PAID_COUNT, 1L),
                Map.entry(Metric.PAYMENT_COHORT_PAID_COUNT, 1L),
                Map.entry(Metric.PAYMENT_PAID_RUPIAH, 150_000L),
                Map.entry(Metric.ENTITLEMENT_GRANTED_COUNT, 1L),
                Map.entry(Metric.ORDERS_PAID, 1L)));
    assertThat(rowsOf(id)).isZero();
  }

  @Test
  void money_after_the_expiry_moves_the_order_from_expired_to_paid() {
    OrderId id = order();
    commerce.append(
        opened(id),
        moved(id, "PENDING_PAYMENT", "EXPIRED"),
        moved(id, "EXPIRED", "PAID"),
        granted(id),
        fact("LATE_PAYMENT", id));
    commerce.settle();

    assertThat(grown())
        .containsEntry(Metric.PAYMENT_EXPIRED_COUNT, 1L)
        .containsEntry(Metric.PAYMENT_LATE_COUNT, 1L)
        .containsEntry(Metric.ORDERS_PAID, 1L)
        .doesNotContainKey(Metric.ORDERS_EXPIRED)
        .doesNotContainKey(Metric.ORDERS_PENDING);
  }

  @Test
  void a_flood_of_forgeries_told_in_one_event_counts_each_of_them() {
    commerce.append(rejected("BAD_SIGNATURE", 250), rejected("UNPARSABLE", 3));
    commerce.settle();

    assertThat(grown())
        .containsEntry(Metric.WEBHOOK_INVALID_SIGNATURE, 250L)
        .containsEntry(Metric.WEBHOOK_REJECTED_TOTAL, 253L);
  }

  @Test
  void an_event_nobody_knows_changes_nothing() {
    commerce.append(
        CommerceEvents.of(EventType.SYSTEM, "SOMETHING_NEW", null, Map.of("to", "PAID")),
        fact("A_FACT_OF_TOMORROW", order()),
        moved(order(), "DRAFT", "ARCHIVED"));
    commerce.settle();

    assertThat(grown()).isEmpty();
  }

  @Test
  void a_payment_is_ageing_after_thirty_minutes_and_not_before() {
    OrderId id = order();
    commerce.append(opened(id));
    commerce.settle();
    clock.move(Duration.ofMinutes(30));
    assertThat(grown()).doesNotContainKey(Metric.ORDERS_PENDING_AGING);

    clock.move(Duration.ofMillis(1));
    assertThat(grown()).containsEntry(Metric.ORDERS_PENDING_AGING, 1L);

    commerce.append(paid(id), granted(id));
    commerce.settle();
    assertThat(grown()).doesNotContainKey(Metric.ORDERS_PENDING_AGING);
  }

  @Test
  void a_paid_order_without_access_shows_when_it_stays_so_and_not_in_the_same_moment() {
    OrderId id = order();
    commerce.append(opened(id), paid(id));
    commerce.settle();
    assertThat(grown()).doesNotContainKey(Metric.PAID_WITHOUT_ENTITLEMENT);

    clock.move(Duration.ofSeconds(6));
    assertThat(grown()).containsEntry(Metric.PAID_WITHOUT_ENTITLEMENT, 1L);

    commerce.append(granted(id));
    commerce.settle();
    assertThat(grown()).doesNotContainKey(Metric.PAID_WITHOUT_ENTITLEMENT);
  }

  @Test
  void the_same_events_in_any_order_and_any_cut_give_the_same_numbers() {
    Map<Metric, Long> inOrder = Map.of();
    for (int round = 0; round < 6; round++) {
      startFromWhatIsThere();
      List<Event> story = story(120);
      if (round > 0) {
        Collections.shuffle(story, random);
      }
      appendInPieces(story);
      commerce.settle();
      inOrder = round == 0 ? grown() : inOrder;
      assertThat(grown()).isEqualTo(inOrder);
    }
    assertThat(inOrder)
        .containsEntry(Metric.PAYMENT_COHORT_PAID_COUNT, 60L)
        .containsEntry(Metric.ORDERS_PENDING_RUPIAH, 30 * 150_000L)
        .doesNotContainKey(Metric.BALANCE_BROKEN);
    assertThat(rowsOutOfBalance()).isZero();
  }

  @Test
  void the_newest_beat_counts_in_whatever_order_they_are_folded() {
    Instant now = clock.instant();
    Folded.Last fine = new Folded.Last(1, now);
    Folded.Last hanging = new Folded.Last(0, now.plusSeconds(5));

    Folded.Last both = new Folded.Last(0, now.plusSeconds(5), now);
    assertThat(Folded.Last.newer(fine, hanging)).isEqualTo(both);
    assertThat(Folded.Last.newer(hanging, fine)).isEqualTo(both);

    Folded.Series one = new Folded.Series(Metric.WORKER_ALIVE.key(), "one");
    table.tellLasts(Map.of(one, hanging), now);
    table.tellLasts(Map.of(one, fine), now);
    assertThat(grown()).doesNotContainKey(Metric.WORKER_ALIVE);
    assertThat(
            jdbc.sql(
                    "select first_at from metric_last where metric = 'worker_alive' and label = 'one'")
                .query((row, _) -> row.getObject("first_at", OffsetDateTime.class).toInstant())
                .single())
        .isEqualTo(now);
    table.tellLasts(Map.of(one, new Folded.Last(1, now.plusSeconds(6))), now);
    assertThat(grown()).containsEntry(Metric.WORKER_ALIVE, 1L);
  }

  @Test
  void messages_in_any_order_and_any_cut_give_the_same_numbers_and_the_balance_holds() {
    Map<Metric, Long> inOrder = Map.of();
    for (int round = 0; round < 4; round++) {
      startFromWhatIsThere();
      List<Event> story = messages(round * 1_000L, 100);
      if (round > 0) {
        Collections.shuffle(story, random);
      }
      appendInPieces(story);
      commerce.settle();
      Map<Metric, Long> grown = grown();
      assertThat(grown.get(Metric.OUTBOX_CREATED_COUNT))
          .isEqualTo(
              List.of(
                      Metric.OUTBOX_SENT,
                      Metric.OUTBOX_FAILED,
                      Metric.OUTBOX_SKIPPED,
                      Metric.OUTBOX_PENDING)
                  .stream()
                  .mapToLong(grown::get)
                  .sum());
      inOrder = round == 0 ? grown : inOrder;
      assertThat(grown).isEqualTo(inOrder);
    }
    assertThat(inOrder)
        .containsEntry(Metric.OUTBOX_PENDING, 40L)
        .containsEntry(Metric.OUTBOX_RETRYING, 20L)
        .containsEntry(Metric.OUTBOX_FAILED, 20L)
        .containsEntry(Metric.OUTBOX_POSSIBLE_DOUBLE_COUNT, 10L);
    commerce.append(endOfMessages());
    commerce.settle();
  }

  @Test
  void a_message_nothing_is_reported_of_is_counted_and_stays_sent() {
    commerce.append(CommerceEvents.unconfirmed(900_010), CommerceEvents.unconfirmed(900_011));
    commerce.settle();

    assertThat(grown()).containsOnly(Map.entry(Metric.OUTBOX_UNCONFIRMED_COUNT, 2L));
  }

  @Test
  void the_latency_is_that_of_the_message_that_waits_longest_and_0_when_none_waits() {
    commerce.append(CommerceEvents.message(900_001, "", "PENDING"));
    clock.move(Duration.ofSeconds(30));
    commerce.append(CommerceEvents.message(900_002, "", "PENDING"));
    commerce.append(CommerceEvents.message(900_001, "PENDING", "RETRYING"));
    clock.move(Duration.ofSeconds(20));
    commerce.settle();
    assertThat(values().get(Metric.OUTBOX_LATENCY)).isEqualTo(50);

    commerce.append(CommerceEvents.message(900_001, "RETRYING", "SENT"));
    commerce.settle();
    assertThat(values().get(Metric.OUTBOX_LATENCY)).isEqualTo(20);

    commerce.append(CommerceEvents.message(900_002, "PENDING", "FAILED"));
    commerce.settle();
    assertThat(values().get(Metric.OUTBOX_LATENCY)).isZero();
  }

  @Test
  void alert_messages_are_no_messages_to_buyers() {
    commerce.append(
        CommerceEvents.of(
            EventType.OUTBOX_CREATED, "ALERT_DELIVERY_CREATED", null, Map.of("deliveries", 1)),
        CommerceEvents.of(
            EventType.NOTIFICATION_SENT, "ALERT_SENT", null, Map.of("to", "SENT", "from", "")));
    commerce.settle();

    assertThat(grown()).isEmpty();
    assertThat(values().get(Metric.ALERT_DELIVERY_SENT_COUNT))
        .isEqualTo(before.getOrDefault(Metric.ALERT_DELIVERY_SENT_COUNT, 0L) + 1);
  }

  /** Those that wait must not make other tests wait. */
  private static Event[] endOfMessages() {
    List<Event> end = new ArrayList<>();
    for (long round = 0; round < 4; round++) {
      for (long id = round * 1_000; id < round * 1_000 + 100; id += 5) {
        end.add(CommerceEvents.message(id + 3, "RETRYING", "SKIPPED"));
        end.add(CommerceEvents.message(id + 4, "PENDING", "SKIPPED"));
      }
    }
    return end.toArray(Event[]::new);
  }

  /** A fifth each: sent, failed after a retry, skipped, waiting, waiting for another try. */
  private static List<Event> messages(long firstId, int count) {
    List<Event> story = new ArrayList<>();
    for (long id = firstId; id < firstId + count; id++) {
      story.add(CommerceEvents.message(id, "", "PENDING"));
      switch ((int) (id % 5)) {
        case 0 -> story.add(CommerceEvents.message(id, "PENDING", "SENT"));
        case 1 -> {
          story.add(CommerceEvents.message(id, "PENDING", "RETRYING"));
          story.add(CommerceEvents.message(id, "RETRYING", "FAILED"));
        }
        case 2 -> story.add(CommerceEvents.message(id, "PENDING", "SKIPPED"));
        case 3 -> story.add(CommerceEvents.message(id, "PENDING", "RETRYING"));
        default -> {
          // It waits.
        }
      }
    }
    return story;
  }

  @Test
  void a_fold_that_is_rolled_back_counts_nothing_and_the_next_one_counts_all() {
    commerce.append(received(), received());
    transaction.executeWithoutResult(
        status -> {
          work.settle();
          status.setRollbackOnly();
        });
    assertThat(grown()).isEqualTo(Map.of(Metric.EVENT_FOLD_LAG, 2L));

    commerce.settle();
    commerce.settle();

    assertThat(grown()).containsEntry(Metric.WEBHOOK_RECEIVED_TOTAL, 2L);
  }

  @Test
  void a_window_holds_the_buckets_that_start_in_it() {
    clock.move(Duration.ofMinutes(10));
    Instant start = Buckets.startOf(clock.instant());
    clock.set(start);
    commerce.append(processingFailed());
    clock.move(Duration.ofSeconds(10));
    commerce.append(processingFailed(), processingFailed());
    commerce.settle();

    Instant second = start.plusSeconds(10);
    assertThat(windows.sum(Metric.WEBHOOK_PROCESSING_ERROR, start, second)).isEqualTo(1);
    assertThat(windows.sum(Metric.WEBHOOK_PROCESSING_ERROR, second, second.plusSeconds(1)))
        .isEqualTo(2);
    assertThat(windows.lastSeen(Metric.WEBHOOK_PROCESSING_ERROR)).contains(second);
    assertThat(
            windows.perMinute(
                Metric.WEBHOOK_PROCESSING_ERROR, start.minusSeconds(60), start.plusSeconds(60)))
        .containsExactly(0L, 3L);
  }

  @Test
  void a_latency_percentile_is_the_bound_under_which_that_share_lies() {
    clock.move(Duration.ofMinutes(10));
    Instant from = Buckets.startOf(clock.instant());
    for (int i = 0; i < 19; i++) {
      commerce.append(applied(Duration.ofMillis(20)));
    }
    commerce.append(applied(Duration.ofMillis(700)));
    commerce.settle();

    Latency latency = windows.webhookLatency(from, from.plusSeconds(60));

    assertThat(latency.count()).isEqualTo(20);
    assertThat(latency.percentileMs(0.50)).contains(25L);
    assertThat(latency.percentileMs(0.95)).contains(25L);
    assertThat(latency.percentileMs(0.99)).contains(1_000L);
  }

  @Test
  void the_numbers_are_complete_up_to_now_once_nothing_is_left_to_fold() {
    clock.move(Duration.ofHours(1));
    commerce.append(received());
    commerce.settle();
    clock.move(Duration.ofSeconds(40));

    Readings stale = windows.read(EnumSet.noneOf(Metric.class), Duration.ZERO);
    commerce.settle();
    Readings fresh = windows.read(EnumSet.noneOf(Metric.class), Duration.ZERO);

    assertThat(Duration.between(stale.foldedUntil(), stale.at())).isEqualTo(Duration.ofSeconds(40));
    assertThat(fresh.foldedUntil()).isEqualTo(fresh.at());
  }

  private List<Event> story(int orders) {
    List<Event> story = new ArrayList<>();
    for (int i = 0; i < orders; i++) {
      OrderId id = order();
      story.addAll(List.of(placed(id), attempted(id), opened(id), received()));
      switch (i % 4) {
        case 0 -> story.addAll(List.of(settled(id), paid(id), granted(id)));
        case 1 -> story.add(moved(id, "PENDING_PAYMENT", "FAILED"));
        case 2 ->
            story.addAll(
                List.of(
                    moved(id, "PENDING_PAYMENT", "EXPIRED"),
                    settled(id),
                    moved(id, "EXPIRED", "PAID"),
                    granted(id)));
        default -> story.add(processingFailed());
      }
    }
    return story;
  }

  private static CommerceEvents.Told settled(OrderId id) {
    return CommerceEvents.of(
        EventType.PAYMENT_STATUS_CHANGED,
        "TRANSACTION_PAID",
        id,
        Map.of(
            "gateway_order_id",
            id.value() + "-1",
            "transaction_id",
            id.value() + "-paid",
            "payment_type",
            "qris",
            "status",
            "PAID"));
  }

  /** In transactions of different sizes, so that batches are cut everywhere. */
  private void appendInPieces(List<Event> events) {
    int done = 0;
    while (done < events.size()) {
      int end = Math.min(events.size(), done + 1 + random.nextInt(40));
      commerce.append(events.subList(done, end).toArray(Event[]::new));
      if (random.nextInt(4) == 0) {
        commerce.settle();
      }
      done = end;
    }
  }

  private Map<Metric, Long> grown() {
    Map<Metric, Long> grown = new EnumMap<>(Metric.class);
    values().forEach((metric, value) -> grown.put(metric, value - before.getOrDefault(metric, 0L)));
    grown.values().removeIf(change -> change == 0);
    // What is told here may make an alert fire, and that is told to people on call.
    grown.keySet().removeIf(it -> it.name().startsWith("ALERT_DELIVERY_"));
    return grown;
  }

  private Map<Metric, Long> values() {
    Map<Metric, Long> values =
        new EnumMap<>(windows.read(EnumSet.noneOf(Metric.class), Duration.ZERO).values());
    values.keySet().removeAll(Sampled.GAUGES);
    values.remove(Metric.EVENT_FOLDED_COUNT);
    return values;
  }

  private long rowsOf(OrderId id) {
    return jdbc.sql("select count(*) from metric_order where order_id = :id")
        .param("id", id.value())
        .query(Long.class)
        .single();
  }

  private long rowsOutOfBalance() {
    return jdbc.sql("select count(*) from metric_order where pending < 0 or paid <> granted")
        .query(Long.class)
        .single();
  }

  private OrderId order() {
    return OrderId.next(clock.instant(), random);
  }
}
