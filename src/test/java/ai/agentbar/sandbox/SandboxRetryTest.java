package ai.agentbar.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How often Midtrans tries, at 20,000 times the speed of life: five hours in a second. */
class SandboxRetryTest {

  private static Rig rig;

  @BeforeAll
  static void start() {
    rig = new Rig(InstantSource.system(), "agentbar.sandbox.clock-speed=20000");
  }

  @AfterAll
  static void stop() {
    rig.close();
  }

  @BeforeEach
  void calm() {
    rig.calm();
  }

  @ParameterizedTest
  @CsvSource({
    "200, 1", "204, 1", "500, 2", "400, 3", "404, 3", "503, 5", "301, 1", "302, 1", "303, 1",
    "401, 6", "403, 6", "429, 6", "502, 6"
  })
  void an_answer_is_worth_so_many_attempts_and_no_more(int answer, int attempts) {
    rig.shop().answer(answer);
    String order = "R-" + answer;
    notified(order);
    String last = answer / 100 == 2 ? "DELIVERED" : "GIVEN_UP";
    await().atMost(Duration.ofSeconds(10)).until(() -> fates(order).contains(last));
    assertThat(fates(order)).hasSize(attempts);
    assertThat(rig.shop().about(order)).hasSize(attempts);
  }

  @ParameterizedTest
  @ValueSource(ints = {307, 308})
  void a_temporary_redirect_is_followed_with_the_same_post(int redirect) {
    rig.shop().redirect(redirect, "/moved");
    String order = "R-" + redirect;
    notified(order);
    await().until(() -> fates(order).equals(List.of("DELIVERED")));
    assertThat(rig.shop().about(order))
        .extracting(Receiver.Arrival::path)
        .containsExactly("/webhook", "/moved");
    assertThat(rig.shop().about(order)).extracting(Receiver.Arrival::method).containsOnly("POST");
  }

  @Test
  void an_endless_redirect_is_left_after_five_hops() {
    rig.shop().redirect(307, "/webhook?again");
    notified("R-loop");
    await().atMost(Duration.ofSeconds(10)).until(() -> fates("R-loop").contains("GIVEN_UP"));
    int attempts = 6;
    int postsPerAttempt = 1 + 5;
    assertThat(rig.shop().about("R-loop")).hasSize(attempts * postsPerAttempt);
  }

  @Test
  void a_retry_that_succeeds_ends_the_ladder() {
    rig.shop().answer(503);
    notified("R-heals");
    await().until(() -> fates("R-heals").size() >= 2);
    rig.shop().answer(200);
    await().until(() -> fates("R-heals").contains("DELIVERED"));
    assertThat(fates("R-heals").getFirst()).isEqualTo("DELIVERED");
  }

  @Test
  void a_notification_travels_as_midtrans_sends_it() {
    notified("R-headers");
    await().until(() -> rig.shop().about("R-headers").size() == 1);
    Receiver.Arrival arrival = rig.shop().about("R-headers").getFirst();
    assertThat(arrival.headers().get("Content-type")).containsExactly("application/json");
    assertThat(arrival.headers().get("Accept")).containsExactly("application/json");
    assertThat(arrival.headers().get("User-agent")).containsExactly("Veritrans");
    assertThat(arrival.headers()).doesNotContainKey("Authorization");
  }

  /** A payment that stays pending for seven days. */
  private static void notified(String orderId) {
    rig.snap(
        """
        {"transaction_details": {"order_id": "%s", "gross_amount": 5000},
         "expiry": {"unit": "days", "duration": 7}}
        """
            .formatted(orderId));
    rig.choose(orderId, "bca_va");
  }

  /** Newest first. */
  private static List<String> fates(String orderId) {
    return rig.get("/_sim/deliveries")
        .json()
        .valueStream()
        .filter(delivery -> delivery.path("order_id").asString().equals(orderId))
        .map(delivery -> delivery.path("fate").asString())
        .toList();
  }
}
