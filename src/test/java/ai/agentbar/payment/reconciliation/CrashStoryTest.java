package ai.agentbar.payment.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import ai.agentbar.kernel.OrderId;
import ai.agentbar.notification.Message;
import ai.agentbar.notification.ScriptedChannel;
import ai.agentbar.order.OrderStatus;
import ai.agentbar.payment.TransactionStatus;
import ai.agentbar.testing.Crashes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;

/**
 * Stories that are told again and again, and each time the process dies after another of its
 * commits, or when a provider has just taken a message, until a story needs no more of them.
 * However it died, the end is the one of the story without a crash: the same events of the order
 * and the same rows. Only a receipt may have gone out twice, and then it says so.
 */
@Import({ScriptedChannel.All.class, Crashes.class})
@TestPropertySource(
    properties = {
      // The watch looks on, and would only add commits that no order depends on.
      "agentbar.roles=api, worker, scheduler",
      "agentbar.notification.email.per-second=10000",
      "agentbar.notification.whatsapp.per-second=10000",
      "agentbar.notification.webhook.per-second=10000"
    })
@Order(3)
@Tag("long")
class CrashStoryTest extends ReconciliationRoom {

  /** Longer than any lease, so that the next process takes over what the dead one held. */
  private static final Duration NEXT_PROCESS = Duration.ofSeconds(61);

  /** Less would be no story; that is what the count of moments is held against. */
  private static final int MOMENTS_MIN = 20;

  private static final int EVENTS_MAX = 1_000;
  private static final int NEVER = Integer.MAX_VALUE;

  private static final String TAKEN_OVER = "its worker ended while sending";

  @Autowired Crashes crashes;
  @Autowired List<ScriptedChannel> channels;

  private interface Story {
    void of(OrderId id);
  }

  /** How it ended, without what a crash may change. */
  private record End(List<String> commerce, List<String> messages, List<String> rows) {}

  private boolean crashed;
  private int doubles;

  @BeforeEach
  void itMayDieOnceAProviderHasTakenAMessage() {
    channels.forEach(
        it ->
            it.answers(
                message -> {
                  crashes.taken();
                  return ScriptedChannel.accepted(message);
                }));
  }

  @AfterEach
  void live() {
    crashes.live();
  }

  @Test
  void an_order_that_is_paid() {
    crashAfterEveryCommit(
        id -> {
          String transaction = choose(id, "qris");
          hears(id, transaction, "pending");
          truth.set(transaction, TransactionStatus.PAID);
          hears(id, transaction, "settlement");
        },
        OrderStatus.PAID);
  }

  @Test
  void an_order_that_is_paid_after_it_expired() {
    crashAfterEveryCommit(
        id -> {
          String transaction = choose(id, "bank_transfer");
          truth.set(transaction, TransactionStatus.EXPIRED);
          passDeadline();
          works();
          truth.set(transaction, TransactionStatus.PAID);
          hears(id, transaction, "settlement");
        },
        OrderStatus.PAID);
  }

  @Test
  void an_order_whose_money_goes_back() {
    crashAfterEveryCommit(
        id -> {
          String transaction = paid(id, "gopay");
          hears(id, transaction, "settlement");
          truth.set(transaction, TransactionStatus.REFUNDED);
          hears(id, transaction, "refund");
        },
        OrderStatus.PAID);
  }

  @Test
  void an_order_of_which_no_notification_comes() {
    crashAfterEveryCommit(
        id -> {
          paid(id, "qris");
          passDeadline();
          works();
        },
        OrderStatus.PAID);
  }

  @Test
  void an_order_that_nobody_pays() {
    crashAfterEveryCommit(
        id -> {
          choose(id, "bank_transfer");
          passDeadline();
          works();
        },
        OrderStatus.EXPIRED);
  }

  private void crashAfterEveryCommit(Story story, OrderStatus status) {
    End undisturbed = told(story, NEVER, status);
    int moment = 0;
    do {
      moment++;
      End end = told(story, moment, status);
      assertThat(end).as("after a crash at moment %d", moment).isEqualTo(undisturbed);
    } while (crashed);
    assertThat(moment).as("moments of the story").isGreaterThan(MOMENTS_MIN);
    assertThat(doubles).as("receipts that went out twice").isPositive();
  }

  private End told(Story story, int moment, OrderStatus status) {
    OrderId id = place();
    crashed = false;
    crashes.crashAt(moment);
    works();
    story.of(id);

    assertThat(statusOf(id)).as("after a crash at moment %d", moment).isEqualTo(status);
    assertThatDoublesAreMarked(id);
    return new End(commerce(id), messages(id), rows(id));
  }

  private void hears(OrderId id, String transaction, String status) {
    notify(id + "-1", transaction, truth.report(transaction).paymentType(), status);
    works();
  }

  /** Everything the program does by itself; where it dies, the next process goes on. */
  private void works() {
    boolean done = false;
    while (!done) {
      try {
        crashes.during(this::work);
        done = true;
      } catch (Crashes.Crash _) {
        crashed = true;
        crashes.live();
        clock.move(NEXT_PROCESS);
      }
    }
  }

  private void work() {
    work.settle();
    reconciliationJob.run();
    expiryJob.run();
    work.settle();
  }

  /** Whatever its reader may have twice says so, and nothing that did not crash does. */
  private void assertThatDoublesAreMarked(OrderId id) {
    Map<String, Long> taken =
        channels.stream()
            .flatMap(it -> it.messages().stream())
            .filter(it -> it.orderId().equals(id))
            .collect(Collectors.groupingBy(Message::key, Collectors.counting()));
    List<String> twice =
        taken.entrySet().stream().filter(it -> it.getValue() > 1).map(Map.Entry::getKey).toList();
    doubles += twice.size();
    List<String> marked = keys(id, "possible_double");
    assertThat(taken.keySet()).containsExactlyInAnyOrderElementsOf(keys(id, "state = 'SENT'"));
    assertThat(taken).allSatisfy((key, times) -> assertThat(times).isBetween(1L, 2L));
    assertThat(marked).containsAll(twice);
    assertThat(marked).hasSizeLessThanOrEqualTo(crashed ? channels.size() : 0);
  }

  private List<String> keys(OrderId id, String condition) {
    return jdbc.sql(
            "select message_key from notification_outbox where order_id = :id and " + condition)
        .param("id", id.value())
        .query((row, _) -> row.getString("message_key"))
        .list();
  }

  private List<String> commerce(OrderId id) {
    return story(id).stream().filter(it -> !it.startsWith("MESSAGE_")).toList();
  }

  /** What is told of each message, but that it was taken over from the dead. */
  private List<String> messages(OrderId id) {
    return events.ofOrder(id.value(), EVENTS_MAX).stream()
        .filter(it -> it.name().startsWith("MESSAGE_"))
        .filter(it -> it.failure() == null || !it.failure().message().equals(TAKEN_OVER))
        .map(it -> "%s %s %s".formatted(it.text("channel"), it.text("template"), it.name()))
        .sorted()
        .toList();
  }

  private List<String> rows(OrderId id) {
    return jdbc.sql(
            """
            select 'order ' || status || ' ' || late as row from orders where order_id = :id
            union all
            select 'entitlement ' || (suspended_at is not null)
            from order_entitlement where order_id = :id
            union all
            select 'attempt ' || state from payment_attempt where order_id = :id
            union all
            select 'transaction ' || status from payment_transaction where order_id = :id
            union all
            select 'fact ' || kind from payment_fact where order_id = :id
            union all
            select 'inbox ' || state || ' ' || coalesce(reason, '')
            from payment_inbox where gateway_order_id = :id || '-1'
            union all
            select 'message ' || channel || ' ' || template || ' ' || state
            from notification_outbox where order_id = :id
            order by 1
            limit 100
            """)
        .param("id", id.value())
        .query((row, _) -> row.getString("row"))
        .list();
  }
}
