package ai.agentbar.story;

import static org.assertj.core.api.Assertions.assertThat;

import ai.agentbar.testing.Http.Answer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Midtrans says something else than was agreed, or nothing. */
class FaultStoryTest extends Stories {

  @Test
  void another_amount_is_noted_and_never_pays() {
    press("{\"wrong_amount\": true}");
    OrderStory order = order();
    order.chooses("qris").applies("AMOUNT_MISMATCH");
    order.meets("settle").ignores("DUPLICATE");

    order.ends("PENDING_PAYMENT", "PAYMENT_INSTRUCTION");
  }

  @Test
  void a_settlement_waits_while_midtrans_gives_no_answer_and_pays_when_it_does() {
    OrderStory order = order();
    order.chooses("qris").applies("TRANSACTION_PENDING");
    press("{\"status_html\": true}");
    order.meets("settle").tells("NOTIFICATION_STORED", "NOTIFICATION_PROCESSING_FAILED");
    press("{\"status_html\": false}");
    order.tells("TRANSACTION_PAID", "PAYMENT_PAID", "ENTITLEMENT_GRANTED", "NOTIFICATION_APPLIED");

    order.ends("PAID", "PAYMENT_INSTRUCTION", "PAYMENT_SUCCESS");
  }

  @Test
  void ten_clicks_on_pay_at_once_open_one_page() throws Exception {
    press("{\"snap_down\": true}");
    OrderStory order = placed().tells("ORDER_CREATED", "GATEWAY_FAILED");
    press("{\"snap_down\": false, \"slow_ms\": 300}");

    List<Future<Answer>> clicks = new ArrayList<>();
    try (ExecutorService buyers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 10; i++) {
        clicks.add(buyers.submit(order::pays));
      }
    }

    Set<String> tokens = new HashSet<>();
    for (Future<Answer> click : clicks) {
      assertThat(click.get().status()).isEqualTo(200);
      tokens.add(click.get().json().path("payment").path("token").asString());
    }
    assertThat(tokens).hasSize(1);
    assertThat(sandbox.get("/snap/v4/redirection/" + tokens.iterator().next()).status())
        .isEqualTo(200);
    order.tells("PAYMENT_ATTEMPT_CREATED", "PAYMENT_OPENED");
    order.ends("PENDING_PAYMENT", "PAYMENT_INSTRUCTION");
  }
}
