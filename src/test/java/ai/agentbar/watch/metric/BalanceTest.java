package ai.agentbar.watch.metric;

import static ai.agentbar.testing.CommerceEvents.granted;
import static ai.agentbar.testing.CommerceEvents.message;
import static ai.agentbar.testing.CommerceEvents.opened;
import static ai.agentbar.testing.CommerceEvents.paid;
import static org.assertj.core.api.Assertions.assertThat;

import ai.agentbar.event.Event;
import ai.agentbar.event.EventType;
import ai.agentbar.kernel.OrderId;
import ai.agentbar.testing.CommerceEvents;
import ai.agentbar.testing.MovableClock;
import ai.agentbar.testing.RoomTest;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.support.TransactionTemplate;

@RoomTest
@Import(CommerceEvents.class)
@TestPropertySource(properties = "test.database=of-the-fold")
class BalanceTest {

  private static final long FIRST_MESSAGE = 7_000_000;
  private final Random random = new Random(20261124);

  @Autowired CommerceEvents commerce;
  @Autowired BalanceTable balances;
  @Autowired MetricWindows windows;
  @Autowired MovableClock clock;
  @Autowired JdbcClient jdbc;
  @Autowired TransactionTemplate transaction;
  Map<Pipe, Long> before = Map.of();

  @BeforeEach
  void startFromWhatIsThere() {
    commerce.settle();
    clock.move(Duration.ofMinutes(1));
    before = balances.broken(clock.instant());
  }

  @Test
  void every_equation_holds_after_every_batch_of_a_story() {
    List<Event> story = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      OrderId id = OrderId.next(clock.instant(), random);
      story.addAll(List.of(opened(id), notification(EventType.WEBHOOK_RECEIVED, id)));
      story.addAll(
          List.of(job("JOB_STARTED", "story-" + i), message(FIRST_MESSAGE + i, "", "PENDING")));
      story.addAll(
          List.of(
              delivery(EventType.OUTBOX_CREATED, "ALERT_DELIVERY_CREATED", i, 3),
              action("ACTION_STARTED", i),
              reconciled(5L * i, i)));
      if (i % 2 == 0) {
        story.addAll(List.of(paid(id), granted(id), notification(EventType.WEBHOOK_VERIFIED, id)));
        story.add(job(i % 4 == 0 ? "JOB_FINISHED" : "JOB_ABANDONED", "story-" + i));
        story.add(message(FIRST_MESSAGE + i, "PENDING", i % 4 == 0 ? "SENT" : "UNKNOWN"));
        story.addAll(ends(i));
        story.add(action(i % 4 == 0 ? "ACTION_FINISHED" : "ACTION_FAILED", i));
      }
    }
    for (int from = 0; from < story.size(); from += 7) {
      commerce.append(story.subList(from, Math.min(from + 7, story.size())).toArray(Event[]::new));
      commerce.settle();
      assertThat(balances.broken(clock.instant())).isEqualTo(before);
    }
    clock.move(Duration.ofMinutes(1));
    assertThat(balances.broken(clock.instant())).isEqualTo(before);
    for (long i = 1; i < 20; i += 2) {
      commerce.append(message(FIRST_MESSAGE + i, "PENDING", "SKIPPED"));
    }
    commerce.settle();
    assertThat(balances.broken(clock.instant())).isEqualTo(before);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          INBOX    | update metric_total set amount = amount + 3 where metric = 'webhook_received_total'
          INBOX    | update metric_open set open = open + 3 where pipe = 'inbox' and item = 'tampered'
          ORDERS   | update metric_total set amount = amount + 3 where metric = 'payment_paid_count'
          ORDERS   | update metric_order set granted = granted + 3 where order_id = 'TAMPERED'
          MESSAGES | update metric_total set amount = amount - 3 where metric = 'outbox_sent'
          MESSAGES | update metric_message set waiting = waiting + 3 where message = 'tampered'
          JOB_RUNS | update metric_total set amount = amount + 3 where metric = 'job_run_total'
          JOB_RUNS | update metric_open set open = open + 3 where pipe = 'job_runs' and item = 'tampered'
          ALERT_DELIVERIES | update metric_total set amount = amount + 3 where metric = 'alert_delivery_sent_count'
          ALERT_DELIVERIES | update metric_total set amount = amount + 3 where metric = 'alert_delivery_created_count'
          ALERT_DELIVERIES | update metric_open set open = open + 3 where pipe = 'alert_deliveries' and item = 'tampered'
          ALERT_DELIVERIES | update metric_open set open = open - 3 where pipe = 'alert_deliveries' and item = 'tampered'
          ACTION_RUNS | update metric_total set amount = amount + 3 where metric = 'action_finished_count'
          ACTION_RUNS | update metric_open set open = open + 3 where pipe = 'action_runs' and item = 'tampered'
          """)
  void a_row_that_is_tampered_with_breaks_the_equation_of_its_pipe_alone(Pipe pipe, String sql) {
    transaction.executeWithoutResult(
        status -> {
          fill();
          jdbc.sql(sql).update();
          Map<Pipe, Long> broken = balances.broken(clock.instant());
          assertThat(broken.get(pipe)).isGreaterThanOrEqualTo(before(pipe) + 3);
          broken.remove(pipe);
          assertThat(before).containsAllEntriesOf(broken);
          status.setRollbackOnly();
        });
  }

  @Test
  void a_notification_that_is_applied_without_ever_having_been_received_breaks_the_inbox() {
    OrderId id = OrderId.next(clock.instant(), random);
    commerce.append(notification(EventType.WEBHOOK_VERIFIED, id));
    commerce.settle();
    assertThat(balances.broken(clock.instant())).containsEntry(Pipe.INBOX, before(Pipe.INBOX) + 1);

    commerce.append(notification(EventType.WEBHOOK_RECEIVED, id));
    commerce.settle();
    assertThat(balances.broken(clock.instant())).isEqualTo(before);
  }

  @Test
  void a_run_of_questions_to_midtrans_that_does_not_add_up_breaks_the_balance_of_its_pipe() {
    commerce.append(reconciled(0, 0), reconciled(15, 3));
    commerce.settle();
    assertThat(balances.broken(clock.instant())).isEqualTo(before);

    commerce.append(reconciled(16, 3));
    commerce.settle();
    assertThat(balances.broken(clock.instant()))
        .containsEntry(Pipe.RECONCILIATION_RUNS, before(Pipe.RECONCILIATION_RUNS) + 1);

    commerce.append(reconciled(15, 4)); // As if it were healed, for the other tests.
    commerce.settle();
    assertThat(balances.broken(clock.instant())).isEqualTo(before);
  }

  @Test
  void an_order_paid_and_not_yet_granted_is_in_balance_for_five_seconds() {
    OrderId id = OrderId.next(clock.instant(), random);
    commerce.append(opened(id), paid(id));
    commerce.settle();
    assertThat(balances.broken(clock.instant())).isEqualTo(before);

    clock.move(Duration.ofSeconds(6));
    assertThat(balances.broken(clock.instant()))
        .containsEntry(Pipe.ORDERS, before(Pipe.ORDERS) + 1);

    commerce.append(granted(id));
    commerce.settle();
    assertThat(balances.broken(clock.instant())).isEqualTo(before);
  }

  @Test
  void an_event_that_appears_behind_the_folds_back_breaks_the_balance_of_the_log() {
    recountTwice();
    assertThat(eventsBroken()).isZero();
    commerce.append(CommerceEvents.received());
    recountOnce();
    commerce.append(CommerceEvents.received());
    commerce.append(CommerceEvents.received());
    commerce.settle();
    jdbc.sql(
            """
            insert into event (xid, occurred_at, level, component, event_type, event, message)
            select xid, :at, 'INFO', 'api', 'SYSTEM', 'LOST', 'lost'
            from event
            order by xid desc, id desc
            offset 1
            limit 1
            """)
        .param("at", clock.instant().atOffset(ZoneOffset.UTC))
        .update();
    assertThat(eventsBroken()).isZero();

    recountTwice();

    assertThat(eventsBroken()).isEqualTo(1);
    clock.move(EventRecount.TOLD_FOR.plusSeconds(60));
    recountTwice();
    assertThat(eventsBroken()).isZero();
  }

  private void recountTwice() {
    recountOnce();
    recountOnce();
  }

  private void recountOnce() {
    clock.move(EventRecount.EVERY);
    commerce.settle();
  }

  private long eventsBroken() {
    return windows.byLabel(Metric.BALANCE_BROKEN).getOrDefault("events", -1L);
  }

  private long before(Pipe pipe) {
    return before.getOrDefault(pipe, 0L);
  }

  /** Balanced rows of which the statement under test alters one. */
  private void fill() {
    jdbc.sql(
            """
            insert into metric_total (metric, label, amount, last_at)
            values ('webhook_received_total', '', 0, now()), ('payment_paid_count', '', 0, now()),
                   ('outbox_sent', '', 0, now()), ('job_run_total', 'other', 0, now()),
                   ('alert_delivery_sent_count', '', 0, now()),
                   ('alert_delivery_created_count', '', 0, now()),
                   ('action_finished_count', '', 0, now())
            on conflict do nothing
            """)
        .update();
    jdbc.sql(
            """
            insert into metric_open
            values ('inbox', 'tampered', 0), ('job_runs', 'tampered', 0),
                   ('alert_deliveries', 'tampered', 0), ('action_runs', 'tampered', 0)
            """)
        .update();
    jdbc.sql(
            """
            insert into metric_order (order_id, pending, paid, granted, folded_at)
            values ('TAMPERED', 1, 0, 0, :at)
            """)
        .param("at", clock.instant().minusSeconds(60).atOffset(ZoneOffset.UTC))
        .update();
    jdbc.sql("insert into metric_message (message, waiting) values ('tampered', 0)").update();
  }

  /** Three messages that were on their way, one more by another contact, one was retried. */
  private static List<CommerceEvents.Told> ends(long firing) {
    return List.of(
        delivery(EventType.NOTIFICATION_FAILED, "ALERT_DELIVERY_DELAYED", firing, 0),
        delivery(EventType.OUTBOX_CREATED, "ALERT_FALLBACK", firing, 1),
        delivery(EventType.NOTIFICATION_SENT, "ALERT_SENT", firing, 0),
        delivery(EventType.NOTIFICATION_FAILED, "ALERT_DELIVERY_FAILED", firing, 0),
        delivery(EventType.NOTIFICATION_SKIPPED, "ALERT_DELIVERY_CANCELLED", firing, 0));
  }

  private static CommerceEvents.Told delivery(
      EventType type, String name, long firing, int deliveries) {
    return CommerceEvents.of(
        type,
        name,
        null,
        Map.of("rule", "story", "firing", firing, "team", "ops", "deliveries", deliveries));
  }

  /** A run in which a fifth of the orders came to each end but PAID, which is told apart. */
  private static CommerceEvents.Told reconciled(long asked, long paid) {
    long others = asked / 5;
    return CommerceEvents.of(
        EventType.RECONCILIATION_RUN,
        "RECONCILIATION_RUN",
        null,
        Map.of(
            "asked",
            asked,
            "paid",
            paid,
            "expired",
            others,
            "unchanged",
            others,
            "failed",
            others,
            "failed_orders",
            others));
  }

  private static CommerceEvents.Told action(String name, long run) {
    return CommerceEvents.of(
        EventType.ACTION_RUN, name, null, Map.of("action", "restart_worker", "run", run));
  }

  private static CommerceEvents.Told notification(EventType type, OrderId id) {
    return CommerceEvents.of(
        type, "NOTIFICATION", id, Map.of("gateway_order_id", id.value() + "-1"));
  }

  private static CommerceEvents.Told job(String name, String job) {
    return CommerceEvents.of(
        EventType.JOB_RUN, name, null, Map.of("job", job, "instance", "one", "result", "DONE"));
  }
}
