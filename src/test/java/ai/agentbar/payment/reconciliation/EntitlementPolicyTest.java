package ai.agentbar.payment.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import ai.agentbar.kernel.OrderId;
import ai.agentbar.order.OrderStatus;
import ai.agentbar.payment.PaymentFacts;
import ai.agentbar.payment.Reconciliation.Trigger;
import ai.agentbar.payment.TransactionStatus;
import ai.agentbar.testing.Http;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Access follows the money, and the order stays PAID whatever it does. */
class EntitlementPolicyTest extends ReconciliationRoom {

  @LocalServerPort int port;
  @Autowired PaymentFacts facts;

  @ParameterizedTest
  @CsvSource({
    "REFUNDED,               REFUND,     false",
    "CHARGED_BACK,           CHARGEBACK, false",
    "REVERSED,               REVERSAL,   false",
    "PARTIALLY_REFUNDED,     REFUND,     true",
    "PARTIALLY_CHARGED_BACK, CHARGEBACK, true",
  })
  void access_rests_when_all_the_money_went_and_stays_when_a_part_did(
      TransactionStatus status, String fact, boolean entitled) {
    OrderId id = place();
    String transactionId = paid(id, "gopay");
    reconciliation.runOrder(id, Trigger.BUTTON);
    truth.set(transactionId, status);

    reconciliation.runOrder(id, Trigger.BUTTON);
    reconciliation.runOrder(id, Trigger.BUTTON);

    assertThat(statusOf(id)).isEqualTo(OrderStatus.PAID);
    assertThat(orders.isEntitled(id)).isEqualTo(entitled);
    assertThat(count(id, fact)).isEqualTo(1);
    assertThat(count(id, "ENTITLEMENT_SUSPENDED")).isEqualTo(entitled ? 0 : 1);
    assertThat(count(id, "ENTITLEMENT_GRANTED")).isEqualTo(1);
  }

  @Test
  void a_refund_of_the_second_of_two_payments_keeps_the_access_and_of_both_ends_it() {
    OrderId id = place();
    String first = paid(id, "gopay");
    reconciliation.runOrder(id, Trigger.BUTTON);
    String second = paid(id, "qris");
    notify(id + "-1", second, "qris", "settlement");
    work.settle();
    assertThat(story(id)).contains("DOUBLE_PAYMENT");
    assertThat(
            jdbc.sql(
                    """
                    select (fields ->> 'amount')::bigint
                    from event
                    where order_id = :id
                      and event = 'DOUBLE_PAYMENT'
                    """)
                .param("id", id.value())
                .query(Long.class)
                .list())
        .containsExactly(orders.find(id).orElseThrow().amount().amount());
    assertThat(facts.notedSince(clock.instant().minusSeconds(60)))
        .filteredOn(it -> it.order().equals(id))
        .extracting(PaymentFacts.Noted::amount)
        .containsExactly(orders.find(id).orElseThrow().amount());

    truth.set(second, TransactionStatus.REFUNDED);
    reconciliation.runOrder(id, Trigger.BUTTON);
    assertThat(orders.isEntitled(id)).isTrue();

    truth.set(first, TransactionStatus.REFUNDED);
    reconciliation.runOrder(id, Trigger.BUTTON);
    assertThat(orders.isEntitled(id)).isFalse();
  }

  @Test
  void money_that_comes_again_restores_the_access() {
    OrderId id = place();
    String first = paid(id, "gopay");
    reconciliation.runOrder(id, Trigger.BUTTON);
    truth.set(first, TransactionStatus.REVERSED);
    reconciliation.runOrder(id, Trigger.BUTTON);
    assertThat(orders.isEntitled(id)).isFalse();

    String second = paid(id, "qris");
    notify(id + "-1", second, "qris", "settlement");
    work.settle();

    assertThat(orders.isEntitled(id)).isTrue();
    assertThat(count(id, "ENTITLEMENT_RESTORED")).isEqualTo(1);
    assertThat(story(id)).doesNotContain("DOUBLE_PAYMENT");
  }

  @Test
  void a_refund_that_is_heard_of_before_any_payment_grants_and_suspends() {
    OrderId id = place();
    truth.set(choose(id, "gopay"), TransactionStatus.REFUNDED);

    reconciliation.runOrder(id, Trigger.BUTTON);

    assertThat(story(id)).containsSubsequence("ENTITLEMENT_GRANTED", "ENTITLEMENT_SUSPENDED");
    assertThat(statusOf(id)).isEqualTo(OrderStatus.PAID);
    assertThat(orders.isEntitled(id)).isFalse();
  }

  @Test
  void the_api_withholds_the_access_link_while_the_access_rests_and_says_so() {
    Http http = new Http("http://127.0.0.1:" + port);
    OrderId id = place();
    String token = orders.find(id).orElseThrow().buyerToken();
    String transactionId = paid(id, "gopay");
    reconciliation.runOrder(id, Trigger.BUTTON);
    String before = http.get("/api/orders/" + id, "X-Buyer-Token", token).text();
    truth.set(transactionId, TransactionStatus.REFUNDED);
    reconciliation.runOrder(id, Trigger.BUTTON);

    String after = http.get("/api/orders/" + id, "X-Buyer-Token", token).text();

    assertThat(before).contains("access_link").doesNotContain("access_suspended");
    assertThat(after).contains("\"access_suspended\":true", "PAID").doesNotContain("access_link");
  }
}
