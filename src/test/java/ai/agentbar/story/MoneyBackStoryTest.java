package ai.agentbar.story;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** Money that comes late, twice, or goes again. */
@Order(18)
class MoneyBackStoryTest extends Stories {

  @Test
  void an_expired_order_that_is_paid_after_all_is_paid_and_flagged_late() {
    OrderStory order = order();
    order.chooses("bca_va").applies("TRANSACTION_PENDING");
    order.meets("expire").applies("TRANSACTION_EXPIRED").tells("ORDER_EXPIRED");
    order.sends("PAYMENT_INSTRUCTION", "ORDER_EXPIRED");
    assertThat(order.pays().status()).isEqualTo(409);
    order
        .meets("settle")
        .applies("TRANSACTION_PAID", "LATE_PAYMENT", "PAYMENT_PAID", "ENTITLEMENT_GRANTED");

    order.ends("PAID", "PAYMENT_INSTRUCTION", "ORDER_EXPIRED", "PAYMENT_SUCCESS");
    assertThat(order.view().json().path("late").asBoolean()).isTrue();
  }

  @Test
  void a_reversal_leaves_the_order_paid_is_noted_and_suspends_the_access() {
    OrderStory order = order();
    order.chooses("permata_va").applies("TRANSACTION_PENDING");
    order.meets("settle").applies("TRANSACTION_PAID", "PAYMENT_PAID", "ENTITLEMENT_GRANTED");
    order.sends("PAYMENT_INSTRUCTION", "PAYMENT_SUCCESS");
    order.meets("reverse").applies("TRANSACTION_REVERSED", "REVERSAL", "ENTITLEMENT_SUSPENDED");

    order.ends("PAID", "PAYMENT_INSTRUCTION", "PAYMENT_SUCCESS");
    assertThat(order.view().json().path("access_suspended").asBoolean()).isTrue();
  }

  @Test
  void a_refund_in_two_parts_each_told_twice_is_noted_twice_and_the_last_suspends_the_access() {
    OrderStory order = order();
    order.chooses("gopay").applies("TRANSACTION_PENDING");
    order.meets("settle").applies("TRANSACTION_PAID", "PAYMENT_PAID", "ENTITLEMENT_GRANTED");
    order.sends("PAYMENT_INSTRUCTION", "PAYMENT_SUCCESS");
    order.meets("partial_refund").appliesOneOf(2, "TRANSACTION_PARTIALLY_REFUNDED", "REFUND");
    assertThat(order.view().json().path("access_suspended").asBoolean()).isFalse();
    order
        .meets("refund")
        .appliesOneOf(2, "TRANSACTION_REFUNDED", "REFUND", "ENTITLEMENT_SUSPENDED");

    order.ends("PAID", "PAYMENT_INSTRUCTION", "PAYMENT_SUCCESS");
    assertThat(order.view().json().path("access_suspended").asBoolean()).isTrue();
  }

  @Test
  void a_card_charged_back_in_two_parts_is_noted_twice_and_the_last_suspends_the_access() {
    OrderStory order = order();
    order.chooses("credit_card").applies("TRANSACTION_PENDING");
    order.meets("authorize").applies("TRANSACTION_AUTHORIZED");
    order.meets("capture").applies("TRANSACTION_PAID", "PAYMENT_PAID", "ENTITLEMENT_GRANTED");
    order.meets("settle").ignores("DUPLICATE");
    order.sends("PAYMENT_INSTRUCTION", "PAYMENT_SUCCESS");
    order.meets("partial_chargeback").applies("TRANSACTION_PARTIALLY_CHARGED_BACK", "CHARGEBACK");
    assertThat(order.view().json().path("access_suspended").asBoolean()).isFalse();
    order
        .meets("chargeback")
        .applies("TRANSACTION_CHARGED_BACK", "CHARGEBACK", "ENTITLEMENT_SUSPENDED");

    order.ends("PAID", "PAYMENT_INSTRUCTION", "PAYMENT_SUCCESS");
    assertThat(order.view().json().path("access_suspended").asBoolean()).isTrue();
  }

  @Test
  void an_order_paid_by_two_methods_is_granted_once_and_the_second_payment_is_noted() {
    OrderStory order = order();
    order.chooses("bca_va").applies("TRANSACTION_PENDING");
    String account = order.transaction();
    order.chooses("qris").applies("TRANSACTION_PENDING");
    order
        .meets("settle", account)
        .applies("TRANSACTION_PAID", "PAYMENT_PAID", "ENTITLEMENT_GRANTED");
    order.meets("settle").applies("TRANSACTION_PAID", "DOUBLE_PAYMENT");

    order.ends("PAID", "PAYMENT_INSTRUCTION", "PAYMENT_SUCCESS");
  }
}
