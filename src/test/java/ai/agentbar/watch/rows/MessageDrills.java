package ai.agentbar.watch.rows;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;

/** Messages to buyers that wait, or fail. */
final class MessageDrills {

  private static final Duration NONE = Duration.ofSeconds(1);

  /** As long as a message waits at most whose provider wants fewer of them. */
  private static final Duration PAUSE = Duration.ofSeconds(61);

  /** The merchant's system wants no more messages for now: one waits for each order. */
  private static final String MERCHANT_BUSY = "{\"merchant_limited\": true}";

  private final World world;
  private final Buyers buyers;
  private final OnCall onCall;

  MessageDrills(World world, Buyers buyers, OnCall onCall) {
    this.world = world;
    this.buyers = buyers;
    this.onCall = onCall;
  }

  Map<String, Drill> all() {
    return Map.of("backlog", backlog(), "failure", failure(), "latency", latency());
  }

  private Drill backlog() {
    return new Drill(
        "outbox_backlog",
        NONE,
        () -> {
          buyers.payOne();
          world.untilMetric("outbox_pending", 0);
          world.press(MERCHANT_BUSY);
          buyers.order(20);
          world.untilMetric("outbox_pending", 20);
          world.pass(Duration.ofMinutes(2).plusSeconds(1));
        },
        () -> {
          buyers.order();
          world.untilMetric("outbox_pending", 21);
          world.judged();
          world.pass(Duration.ofSeconds(117));
          assertThat(onCall.alert("outbox_backlog").path("state").asString())
              .as("21 for a little less than two minutes")
              .isEqualTo("PENDING");
          world.pass(Duration.ofSeconds(3));
        },
        this::theMerchantListens);
  }

  private Drill latency() {
    return new Drill(
        "outbox_slow",
        NONE,
        () -> {
          world.press(MERCHANT_BUSY);
          buyers.order();
          world.untilMetric("outbox_pending", 1);
          world.pass(Duration.ofSeconds(299));
        },
        () -> world.pass(Duration.ofSeconds(1)),
        this::theMerchantListens);
  }

  private void theMerchantListens() {
    world.mend();
    world.pass(PAUSE);
    world.untilMetric("outbox_pending", 0);
    world.judged();
    world.pass(Duration.ofMinutes(2));
  }

  /** What is tried again has not failed; what a provider refuses for good has. */
  private Drill failure() {
    return new Drill(
        "outbox_failed",
        NONE,
        () -> {
          world.press("{\"whatsapp_error_code\": 131000}");
          buyers.order();
          world.untilMetric("outbox_retrying", 1);
        },
        () -> {
          world.press("{\"whatsapp_error_code\": 131026}");
          world.pass(Duration.ofMinutes(1));
          world.untilMetric("outbox_failed", 1);
        },
        () -> {
          world.mend();
          requeue();
          world.judged();
          world.pass(Duration.ofMinutes(1));
        });
  }

  private void requeue() {
    onCall.send("/runbook/actions/requeue_failed", "{\"reason\":\"WhatsApp is back\"}");
    world.untilMetric("outbox_failed", 0);
    world.untilMetric("outbox_pending", 0);
  }
}
