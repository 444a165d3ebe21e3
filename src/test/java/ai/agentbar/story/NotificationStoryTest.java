package ai.agentbar.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.agentbar.kernel.OrderId;
import ai.agentbar.payment.Reconciliation;
import ai.agentbar.testing.Notifications;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Notifications that come too often, in the wrong order, not at all, or from somebody else. */
class NotificationStoryTest extends Stories {

  private static final String PATH = "/api/webhooks/midtrans";

  @Autowired Reconciliation reconciliation;
  @Autowired JdbcClient jdbc;

  @Test
  void fifty_copies_of_a_settlement_at_once_pay_and_grant_once() {
    OrderStory order = order();
    order.chooses("qris").applies("TRANSACTION_PENDING");
    press("{\"duplicate\": 49}");
    order
        .meets("settle")
        .appliesOneOf(50, "TRANSACTION_PAID", "PAYMENT_PAID", "ENTITLEMENT_GRANTED");

    order.ends("PAID", "PAYMENT_INSTRUCTION", "PAYMENT_SUCCESS");
  }

  /** What Midtrans could not deliver comes later, and may be overtaken. */
  @Test
  void a_settlement_that_comes_before_the_pending_pays_and_the_pending_adds_nothing() {
    OrderStory order = order();
    press("{\"lose\": 1.0}");
    order.chooses("bca_va");
    awaitLost(order);
    press("{\"lose\": 0.0}");
    order.meets("settle").applies("TRANSACTION_PAID", "PAYMENT_PAID", "ENTITLEMENT_GRANTED");
    assertThat(shop.post(PATH, order.notification()).status()).isEqualTo(200);
    order.ignores("DUPLICATE");

    order.ends("PAID", "PAYMENT_INSTRUCTION", "PAYMENT_SUCCESS");
  }

  @ParameterizedTest
  @ValueSource(strings = {"qris", "bca_va", "credit_card", "indomaret"})
  void a_payment_whose_notifications_are_all_lost_is_found_by_asking(String method) {
    press("{\"lose\": 1.0}");
    OrderStory order = order();
    order.chooses(method).meets("settle");

    Reconciliation.Run run =
        reconciliation.runOrder(new OrderId(order.id()), Reconciliation.Trigger.BUTTON);

    assertThat(run.paid()).isEqualTo(1);
    order.tells("TRANSACTION_PAID", "PAYMENT_PAID", "ENTITLEMENT_GRANTED");
    order.ends("PAID", "PAYMENT_INSTRUCTION", "PAYMENT_SUCCESS");
  }

  @Test
  void a_pending_that_somebody_calls_settled_under_its_valid_signature_does_not_pay() {
    OrderStory order = order();
    order.chooses("qris").applies("TRANSACTION_PENDING");
    String forged = order.notification().replace("\"pending\"", "\"settlement\"");

    assertThat(shop.post(PATH, forged).status()).isEqualTo(200);

    order.tells("NOTIFICATION_STORED");
    awaitUnconfirmed(order);
    order.ends("PENDING_PAYMENT", "PAYMENT_INSTRUCTION");
  }

  @Test
  void a_settlement_that_somebody_calls_refunded_under_its_valid_signature_takes_nothing_back() {
    OrderStory order = order();
    order.chooses("gopay").applies("TRANSACTION_PENDING");
    order.meets("settle").applies("TRANSACTION_PAID", "PAYMENT_PAID", "ENTITLEMENT_GRANTED");
    byte[] forged =
        Notifications.about(order.page(), order.transaction())
            .with("payment_type", "gopay")
            .status("refund", "200")
            .signed();

    assertThat(shop.post(PATH, forged).status()).isEqualTo(200);

    order.tells("NOTIFICATION_STORED");
    awaitUnconfirmed(order);
    order.ends("PAID", "PAYMENT_INSTRUCTION", "PAYMENT_SUCCESS");
  }

  @Test
  void a_settlement_signed_with_a_foreign_key_is_turned_away_and_is_no_event_of_the_order() {
    OrderStory order = order();
    order.chooses("qris").applies("TRANSACTION_PENDING");
    byte[] foreign =
        Notifications.about(order.page(), order.transaction()).signedWith("SB-Mid-server-theirs");

    assertThat(shop.post(PATH, foreign).status()).isEqualTo(401);

    await().until(() -> isKeptAsRejected(foreign));
    order.ends("PENDING_PAYMENT", "PAYMENT_INSTRUCTION");
  }

  private void awaitLost(OrderStory order) {
    await().until(() -> answers(order).equals(List.of("pending LOST")));
  }

  private List<String> answers(OrderStory order) {
    return sandbox
        .get("/_sim/deliveries")
        .json()
        .valueStream()
        .filter(it -> it.path("order_id").asString().equals(order.page()))
        .map(it -> it.path("transaction_status").asString() + " " + it.path("fate").asString())
        .toList();
  }

  /** Midtrans was asked and does not bear it out; it is asked again later. */
  private void awaitUnconfirmed(OrderStory order) {
    await()
        .until(
            () ->
                jdbc.sql(
                            """
                            select count(*)
                            from payment_inbox
                            where gateway_order_id = :id
                              and state = 'WAITING'
                              and last_error like 'not confirmed%'
                            """)
                        .param("id", order.page())
                        .query(Long.class)
                        .single()
                    == 1);
  }

  private boolean isKeptAsRejected(byte[] body) {
    return jdbc.sql("select count(*) from payment_inbox_rejected where body = :body")
            .param("body", body)
            .query(Long.class)
            .single()
        == 1;
  }
}
