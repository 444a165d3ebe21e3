package ai.agentbar.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.agentbar.kernel.Email;
import ai.agentbar.testing.RoomTest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@RoomTest
class EventLogTest {

  private record Happened(String what, Email buyer) implements Event {
    @Override
    public EventType type() {
      return EventType.SYSTEM;
    }

    @Override
    public String name() {
      return "HAPPENED";
    }

    @Override
    public String message() {
      return "told to " + buyer.address() + "\u0000";
    }
  }

  @Autowired EventLog events;
  @Autowired Subscriptions subscriptions;
  @Autowired TransactionTemplate transaction;
  @Autowired JdbcClient jdbc;

  @Test
  void an_event_without_a_transaction_is_refused() {
    assertThatThrownBy(() -> events.append(happened("alone")))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void what_is_rolled_back_never_happened() {
    List<StoredEvent> read = drain("rollback");
    transaction.executeWithoutResult(
        status -> {
          events.append(happened("rolled back"));
          status.setRollbackOnly();
        });

    assertThat(drain("rollback")).isEmpty();
    assertThat(read).noneMatch(it -> it.text("what").equals("rolled back"));
  }

  @Test
  void personal_data_is_stored_masked() {
    drain("masked");
    transaction.executeWithoutResult(_ -> events.append(happened("masking")));

    StoredEvent stored = drain("masked").getFirst();

    assertThat(stored.message()).isEqualTo("told to b***@example.com\uFFFD");
    assertThat(stored.text("buyer")).isEqualTo("b***@example.com");
  }

  @Test
  void an_event_that_commits_late_is_not_skipped() throws InterruptedException {
    drain("late");
    CountDownLatch appended = new CountDownLatch(1);
    CountDownLatch mayCommit = new CountDownLatch(1);
    Thread slow =
        Thread.ofVirtual()
            .start(
                () ->
                    transaction.executeWithoutResult(
                        _ -> {
                          events.append(happened("slow"));
                          appended.countDown();
                          await(mayCommit);
                        }));
    await(appended);
    transaction.executeWithoutResult(_ -> events.append(happened("quick")));

    List<StoredEvent> whileOpen = drain("late");
    mayCommit.countDown();
    slow.join();

    assertThat(whileOpen).isEmpty();
    assertThat(drain("late")).extracting(it -> it.text("what")).containsExactly("slow", "quick");
    assertThat(subscriptions.lag("late", 10)).isZero();
  }

  @Test
  void transactions_are_read_by_number_also_where_their_numbers_get_a_digit_more() {
    for (String xid : List.of("100", "9", "10")) {
      jdbc.sql(
              """
              insert into event (xid, occurred_at, level, component, event_type, event, message)
              values (:xid::xid8, now(), 'INFO', 'api', 'SYSTEM', :xid, 'told')
              """)
          .param("xid", xid)
          .update();
    }

    assertThat(drain("digits").stream().limit(3).map(StoredEvent::name))
        .containsExactly("9", "10", "100");
  }

  private List<StoredEvent> drain(String subscriber) {
    List<StoredEvent> read = new ArrayList<>();
    while (subscriptions.advance(subscriber, 3, read::addAll) > 0) {
      // Reads on until nothing is left.
    }
    return read;
  }

  private static Happened happened(String what) {
    return new Happened(what, new Email("buyer@example.com"));
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
