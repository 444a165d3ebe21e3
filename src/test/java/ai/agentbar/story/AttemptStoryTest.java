package ai.agentbar.story;

import org.junit.jupiter.api.Test;

/** Buyers whose first attempt comes to nothing, and fraud checks that have doubts. */
class AttemptStoryTest extends Stories {

  private static final String CARD = "credit_card";

  @Test
  void three_denials_and_then_a_settlement_on_the_same_page_pay_the_order() {
    OrderStory order = order();
    for (int attempt = 0; attempt < 3; attempt++) {
      order.chooses(CARD).applies("TRANSACTION_PENDING");
      order.meets("deny").applies("TRANSACTION_DENIED");
    }
    order.chooses("qris").applies("TRANSACTION_PENDING");
    order.meets("settle").applies("TRANSACTION_PAID", "PAYMENT_PAID", "ENTITLEMENT_GRANTED");

    order.ends("PAID", "PAYMENT_INSTRUCTION", "PAYMENT_SUCCESS");
  }

  @Test
  void a_card_left_at_its_3ds_page_and_then_a_settlement_by_qris_pay_the_order() {
    OrderStory order = order();
    order.chooses(CARD).applies("TRANSACTION_PENDING");
    order.meets("expire").applies("TRANSACTION_EXPIRED");
    order.chooses("qris").applies("TRANSACTION_PENDING");
    order.meets("settle").applies("TRANSACTION_PAID", "PAYMENT_PAID", "ENTITLEMENT_GRANTED");

    order.ends("PAID", "PAYMENT_INSTRUCTION", "PAYMENT_SUCCESS");
  }

  @Test
  void a_challenged_card_pays_when_it_is_accepted_and_not_before() {
    OrderStory order = order();
    order.chooses(CARD).applies("TRANSACTION_PENDING");
    order.meets("challenge").applies("TRANSACTION_REVIEW", "UNDER_REVIEW");
    order.meets("accept").applies("TRANSACTION_PAID", "PAYMENT_PAID", "ENTITLEMENT_GRANTED");
    order.meets("settle").ignores("DUPLICATE");

    order.ends("PAID", "PAYMENT_INSTRUCTION", "PAYMENT_SUCCESS");
  }

  @Test
  void a_challenged_card_that_is_cancelled_leaves_the_order_open() {
    OrderStory order = order();
    order.chooses(CARD).applies("TRANSACTION_PENDING");
    order.meets("challenge").applies("TRANSACTION_REVIEW", "UNDER_REVIEW");
    order.meets("cancel").applies("TRANSACTION_CANCELLED");

    order.ends("PENDING_PAYMENT", "PAYMENT_INSTRUCTION");
  }
}
