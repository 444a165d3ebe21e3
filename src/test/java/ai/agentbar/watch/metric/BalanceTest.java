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
import org.springframework.transaction.support.TransactionTemplate;

@RoomTest
@Import(CommerceEvents.class)
class BalanceTest {

  private static final long FIRST_MESSAGE = 7_000_000;
  private final Random random = new Random(20261124);

  @Autowired CommerceEvents commerce;
  @Autowired BalanceTable balances;
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
      if (i % 2 == 0) {
        story.addAll(List.of(paid(id), granted(id), notification(EventType.WEBHOOK_VERIFIED, id)));
        story.add(job(i % 4 == 0 ? "JOB_FINISHED" : "JOB_ABANDONED", "story-" + i));
        story.add(message(FIRST_MESSAGE + i, "PENDING", i % 4 == 0 ? "SENT" : "UNKNOWN"));
      }
    }
    for (int from = 0; from < story.size(); from += 7) {
      commerce.append(story.subList(from, Math.min(from + 7, story.size())).toArray(Event[]::new));
      commerce.settle();
      assertThat(balances.broken(clock.instant())).isEqualTo(before);
    }
    clock.move(Duration.ofMinutes(1));
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
          """)
  void a_row_that_is_tampered_with_breaks_the_equation_of_its_pipe_alone(Pipe pipe, String sql) {
    transaction.executeWithoutResult(
        status -> {
          fill();
          jdbc.sql(sql).update();
          Map<Pipe, Long> broken = balances.broken(clock.instant());
          assertThat(broken.get(pipe)).isGreaterThanOrEqualTo(before.get(pipe) + 3);
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
    assertThat(balances.broken(clock.instant()))
        .containsEntry(Pipe.INBOX, before.get(Pipe.INBOX) + 1);

    commerce.append(notification(EventType.WEBHOOK_RECEIVED, id));
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
        .containsEntry(Pipe.ORDERS, before.get(Pipe.ORDERS) + 1);

    commerce.append(granted(id));
    commerce.settle();
    assertThat(balances.broken(clock.instant())).isEqualTo(before);
  }

  /** Balanced rows of which the statement under test alters one. */
  private void fill() {
    jdbc.sql(
            """
            insert into metric_total (metric, label, amount, last_at)
            values ('webhook_received_total', '', 0, now()), ('payment_paid_count', '', 0, now()),
                   ('outbox_sent', '', 0, now()), ('job_run_total', 'other', 0, now())
            on conflict do nothing
            """)
        .update();
    jdbc.sql("insert into metric_open values ('inbox', 'tampered', 0), ('job_runs', 'tampered', 0)")
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

  private static CommerceEvents.Told notification(EventType type, OrderId id) {
    return CommerceEvents.of(
        type, "NOTIFICATION", id, Map.of("gateway_order_id", id.value() + "-1"));
  }

  private static CommerceEvents.Told job(String name, String job) {
    return CommerceEvents.of(
        EventType.JOB_RUN, name, null, Map.of("job", job, "instance", "one", "result", "DONE"));
  }
}
