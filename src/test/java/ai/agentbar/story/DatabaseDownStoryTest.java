package ai.agentbar.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.agentbar.testing.DatabaseLine;
import ai.agentbar.testing.TestDatabase;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;

/**
 * The database is gone while Midtrans goes on notifying, by its own table of retries at a hundred
 * times the speed of life: the three minutes are 1.8 seconds. It stays away longer than that, until
 * Midtrans was turned away twice, since each refusal takes the pool three real seconds.
 */
@TestPropertySource(properties = "agentbar.sandbox.clock-speed=100")
@DirtiesContext
@Order(14)
class DatabaseDownStoryTest extends Stories {

  private static final DatabaseLine LINE = new DatabaseLine(TestDatabase.create());
  private static final Duration THREE_MINUTES = Duration.ofMinutes(3).dividedBy(100);

  @DynamicPropertySource
  static void byTheLine(DynamicPropertyRegistry properties) {
    properties.add("agentbar.db.url", LINE::url);
  }

  @AfterAll
  static void close() throws IOException {
    LINE.close();
  }

  @Test
  void while_the_database_is_gone_midtrans_is_asked_to_come_again_and_then_nothing_is_lost() {
    OrderStory order = order();
    order
        .chooses("qris")
        .applies("TRANSACTION_PENDING")
        .ends("PENDING_PAYMENT", "PAYMENT_INSTRUCTION");

    long cutAt = System.nanoTime();
    LINE.cut();
    try {
      order.meets("settle");
      await().atMost(Duration.ofSeconds(20)).until(() -> answers(order).size() == 2);
      assertThat(Duration.ofNanos(System.nanoTime() - cutAt)).isGreaterThan(THREE_MINUTES);
    } finally {
      LINE.mend();
    }

    awaitDatabase(order);
    order.applies("TRANSACTION_PAID", "PAYMENT_PAID", "ENTITLEMENT_GRANTED");
    order.ends("PAID", "PAYMENT_INSTRUCTION", "PAYMENT_SUCCESS");
    assertThat(answers(order)).containsExactly(503, 503, 200);
  }

  /** The pool finds its way back by itself; until then whoever asks is refused. */
  private static void awaitDatabase(OrderStory order) {
    await()
        .atMost(Duration.ofSeconds(30))
        .ignoreExceptionsInstanceOf(DataAccessException.class)
        .until(() -> !order.commerce().isEmpty());
  }

  /** What Midtrans was answered when it told of the settlement, in order. */
  private List<Integer> answers(OrderStory order) {
    return sandbox
        .get("/_sim/deliveries")
        .json()
        .valueStream()
        .filter(it -> it.path("order_id").asString().equals(order.page()))
        .filter(it -> it.path("transaction_status").asString().equals("settlement"))
        .map(it -> it.path("answer").asInt())
        .toList()
        .reversed();
  }
}
