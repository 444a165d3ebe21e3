package ai.agentbar.payment.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.agentbar.job.Lease;
import ai.agentbar.job.LeaseLostException;
import ai.agentbar.job.RowQueue;
import ai.agentbar.payment.NotificationInbox;
import ai.agentbar.testing.MovableClock;
import ai.agentbar.testing.Notifications;
import ai.agentbar.testing.RoomTest;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** A closed notification leaves the queue for its day; whoever comes late finds it gone. */
@RoomTest
class InboxClosingTest {

  private static final Duration LEASE = Duration.ofSeconds(8);

  @Autowired NotificationInbox inbox;
  @Autowired InboxTable table;
  @Autowired MovableClock clock;
  @Autowired JdbcClient jdbc;
  @Autowired TransactionTemplate transaction;
  private RowQueue queue;
  private Lease claimed;

  @BeforeEach
  void oneClaimedNotification() {
    // A day that has a partition of its own.
    clock.set(RoomTest.START);
    jdbc.sql("truncate payment_inbox").update();
    queue = new RowQueue(jdbc, clock, InboxTable.QUEUE, LEASE);
    inbox.receive(Notifications.about("nobody-1", "t-1").signed());
    claimed = queue.claim(10).getFirst();
  }

  @Test
  void a_closed_notification_is_whole_in_its_day_and_no_longer_in_the_queue() {
    byte[] body = jdbc.sql("select body from payment_inbox").query(byte[].class).single();
    clock.move(Duration.ofSeconds(1));

    close(claimed);

    assertThat(count("payment_inbox_open")).isZero();
    assertThat(
            jdbc.sql(
                    """
                    select count(*)
                    from payment_inbox_closed
                    where body = :body
                      and state = 'APPLIED'
                      and closed_at = received_at + interval '1 second'
                      and due_at is null
                      and tableoid::regclass::text ~ '_[0-9]{8}$'
                    """)
                .param("body", body)
                .query(Long.class)
                .single())
        .isEqualTo(1);
  }

  @Test
  void an_owner_that_comes_late_has_lost_its_lease_before_and_after_the_row_left() {
    clock.move(LEASE);
    Lease next = queue.claim(10).getFirst();
    assertThatThrownBy(() -> close(claimed)).isInstanceOf(LeaseLostException.class);
    close(next);

    assertThatThrownBy(() -> close(next)).isInstanceOf(LeaseLostException.class);
    assertThatThrownBy(() -> queue.retry(next, clock.instant(), "x"))
        .isInstanceOf(LeaseLostException.class);
    assertThatThrownBy(() -> queue.fail(next, "x")).isInstanceOf(LeaseLostException.class);
    assertThat(count("payment_inbox")).isEqualTo(1);
  }

  /** The row goes while the other waits for its lock: that is a lost lease too, and no breakage. */
  @Test
  void an_owner_that_waits_while_the_row_leaves_has_lost_its_lease() throws Exception {
    CountDownLatch mayCommit = new CountDownLatch(1);
    CountDownLatch closed = new CountDownLatch(1);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<?> owner =
          threads.submit(
              () ->
                  transaction.executeWithoutResult(
                      _ -> {
                        queue.hold(claimed);
                        table.applied(claimed.rowId(), clock.instant());
                        closed.countDown();
                        await(mayCommit);
                      }));
      await(closed);
      Future<?> late = threads.submit(() -> close(claimed));
      Awaitility.await().until(() -> waitingForALock() == 1);
      mayCommit.countDown();
      owner.get();
      assertThatThrownBy(late::get)
          .isInstanceOf(ExecutionException.class)
          .hasCauseInstanceOf(LeaseLostException.class);
    }
    assertThat(count("payment_inbox")).isEqualTo(1);
  }

  @Test
  void a_failed_notification_stays_in_the_queue_s_part_and_is_not_claimed() {
    transaction.executeWithoutResult(
        _ -> {
          queue.fail(claimed, "broken");
          table.failed(claimed.rowId(), clock.instant());
        });
    clock.move(LEASE);

    assertThat(queue.claim(10)).isEmpty();
    assertThat(jdbc.sql("select state from payment_inbox_open").query(String.class).single())
        .isEqualTo("FAILED");
  }

  private void close(Lease lease) {
    transaction.executeWithoutResult(
        _ -> {
          queue.hold(lease);
          table.applied(lease.rowId(), clock.instant());
        });
  }

  private long count(String name) {
    return jdbc.sql("select count(*) from " + name).query(Long.class).single();
  }

  private long waitingForALock() {
    return jdbc.sql(
            """
            select count(*)
            from pg_stat_activity
            where datname = current_database()
              and wait_event_type = 'Lock'
            """)
        .query(Long.class)
        .single();
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
