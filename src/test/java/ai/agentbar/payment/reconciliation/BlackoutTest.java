package ai.agentbar.payment.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import ai.agentbar.kernel.OrderId;
import ai.agentbar.notification.ChannelName;
import ai.agentbar.notification.Message;
import ai.agentbar.notification.MessageTemplate;
import ai.agentbar.notification.ScriptedChannel;
import ai.agentbar.order.OrderStatus;
import ai.agentbar.payment.TransactionReport;
import ai.agentbar.payment.TransactionStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;

/**
 * Six hours in which every notification is lost: a thousand buyers open pages, choose methods, and
 * pay within their two hours, some in the last quarter; a hundred more do not pay. Nothing but the
 * jobs is at work.
 */
@Import(ScriptedChannel.All.class)
@TestPropertySource(
    properties = {
      "agentbar.notification.email.per-second=10000",
      "agentbar.notification.whatsapp.per-second=10000",
      "agentbar.notification.webhook.per-second=10000"
    })
@Order(1)
@Tag("long")
class BlackoutTest extends ReconciliationRoom {

  private static final int PAYING = 1_000;
  private static final int NOT_PAYING = 100;
  private static final Duration BLACKOUT = Duration.ofHours(6);
  private static final Duration STEP = Duration.ofMinutes(15);
  private static final List<String> METHODS =
      List.of(
          "qris",
          "gopay",
          "shopeepay",
          TransactionReport.CARD,
          "bank_transfer",
          "echannel",
          "cstore");

  @Autowired List<ScriptedChannel> channels;
  private final Random random = new Random(20_261_123);
  private final Map<Integer, List<Runnable>> happenings = new HashMap<>();
  private final List<OrderId> paying = new ArrayList<>();
  private final List<OrderId> notPaying = new ArrayList<>();

  @Test
  void after_six_hours_without_a_notification_every_paid_order_is_paid_and_none_wrongly_expired() {
    int steps = (int) BLACKOUT.dividedBy(STEP);
    int stepsToPay = (int) TO_PAY.dividedBy(STEP);
    for (int buyer = 0; buyer < PAYING + NOT_PAYING; buyer++) {
      plan(buyer, random.nextInt(steps - stepsToPay), stepsToPay);
    }

    for (int step = 0; step < steps + 2; step++) {
      List<Runnable> now = happenings.computeIfAbsent(step, _ -> new ArrayList<>());
      // What happens may make more happen in the same step.
      for (int i = 0; i < now.size(); i++) {
        now.get(i).run();
      }
      clock.move(STEP);
      while (reconciliationJob.run() == Reconciler.ORDERS_MAX) {
        // A run is bounded; what is left is still due.
      }
      expiryJob.run();
    }

    assertThat(inboxRows()).as("not one notification came").isZero();
    assertThat(paying)
        .hasSize(PAYING)
        .allMatch(it -> statusOf(it) == OrderStatus.PAID && orders.isEntitled(it));
    assertThat(List.of(told("PAYMENT_PAID"), told("ENTITLEMENT_GRANTED")))
        .containsExactly((long) PAYING, (long) PAYING);
    assertThat(told("ORDER_EXPIRED") + told("ORDER_FAILED") + told("LATE_PAYMENT")).isZero();
    assertThat(notPaying)
        .hasSize(NOT_PAYING)
        .allMatch(it -> statusOf(it) == OrderStatus.EXPIRED && !orders.isEntitled(it));
    assertThatBuyersWereTold();
  }

  /** Each channel took the good news of each paid order once, and of no other order. */
  private void assertThatBuyersWereTold() {
    work.settle();
    for (ScriptedChannel channel : channels) {
      assertThat(
              channel.messages().stream()
                  .filter(it -> it.template() == MessageTemplate.PAYMENT_SUCCESS)
                  .map(Message::key))
          .as("success messages by %s", channel.name())
          .containsExactlyInAnyOrderElementsOf(successes(channel.name()))
          .hasSize(PAYING);
    }
  }

  /** The success messages of {@link #paying} that were sent, and sent without doubt. */
  private List<String> successes(ChannelName channel) {
    return jdbc.sql(
            """
            select message_key
            from notification_outbox
            where channel = :channel
              and template = 'PAYMENT_SUCCESS'
              and state = 'SENT'
              and not possible_double
              and order_id = any (:ids)
            """)
        .param("channel", channel.name())
        .param("ids", paying.stream().map(OrderId::value).toArray(String[]::new))
        .query((row, _) -> row.getString("message_key"))
        .list();
  }

  private void plan(int buyer, int opens, int stepsToPay) {
    String method = METHODS.get(buyer % METHODS.size());
    int pays = opens + 1 + random.nextInt(stepsToPay - 1);
    at(
        opens,
        () -> {
          OrderId id = place();
          (buyer < PAYING ? paying : notPaying).add(id);
          boolean chooses = buyer < PAYING || buyer % 2 == 0;
          int chosen = opens + random.nextInt(pays - opens);
          if (chooses) {
            at(chosen, () -> chooses(id, method, buyer < PAYING ? pays : Integer.MAX_VALUE));
          }
        });
  }

  private void chooses(OrderId id, String method, int pays) {
    String transactionId = choose(id, method);
    if (pays != Integer.MAX_VALUE) {
      at(pays, () -> truth.set(transactionId, TransactionStatus.PAID));
    }
  }

  private void at(int step, Runnable happening) {
    happenings.computeIfAbsent(step, _ -> new ArrayList<>()).add(happening);
  }

  /** How often that was told of those who paid. */
  private long told(String event) {
    return jdbc.sql(
            """
            select count(*)
            from event
            where event = :event
              and order_id = any (:ids)
            """)
        .param("event", event)
        .param("ids", paying.stream().map(OrderId::value).toArray(String[]::new))
        .query(Long.class)
        .single();
  }

  private long inboxRows() {
    return jdbc.sql(
            """
            select count(*)
            from payment_inbox
            where gateway_order_id = any (:ids)
            """)
        .param("ids", paying.stream().map(it -> it + "-1").toArray(String[]::new))
        .query(Long.class)
        .single();
  }
}
