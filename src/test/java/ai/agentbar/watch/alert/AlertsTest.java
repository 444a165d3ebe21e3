package ai.agentbar.watch.alert;

import static ai.agentbar.testing.CommerceEvents.opened;
import static ai.agentbar.testing.CommerceEvents.processingFailed;
import static ai.agentbar.testing.CommerceEvents.received;
import static ai.agentbar.testing.CommerceEvents.rejected;
import static org.assertj.core.api.Assertions.assertThat;

import ai.agentbar.event.StoredEvent;
import ai.agentbar.event.Subscriptions;
import ai.agentbar.kernel.OrderId;
import ai.agentbar.testing.CommerceEvents;
import ai.agentbar.testing.MovableClock;
import ai.agentbar.testing.Receivers;
import ai.agentbar.testing.RoomTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;

@RoomTest
@Import({CommerceEvents.class, Receivers.OnCall.class})
@TestPropertySource(
    properties = {
      "agentbar.environment-label=SANDBOX",
      "agentbar.public-url=https://watch.example/live"
    })
class AlertsTest {

  private static final AtomicInteger DAY = new AtomicInteger();

  /** The first message waits so long for the probes. */
  private static final Duration FIRST_MESSAGE_WITHIN = Duration.ofMillis(1_500);

  private final Random random = new Random(20261124);

  @Autowired Alerts alerts;
  @Autowired AlertTable alertTable;
  @Autowired CommerceEvents commerce;
  @Autowired Receivers receivers;
  @Autowired MovableClock clock;
  @Autowired Subscriptions subscriptions;
  @Autowired JdbcClient jdbc;

  /** The next morning at ten, and nothing has ever happened. */
  @BeforeEach
  void everythingIsQuiet() {
    clock.set(RoomTest.START.plus(Duration.ofDays(DAY.incrementAndGet())));
    commerce.settle();
    List.of(
            "metric_bucket",
            "metric_total",
            "metric_order",
            "alert_delivery",
            "alert_lane",
            "alert_probe_result",
            "alert_firing",
            "alert")
        .forEach(table -> jdbc.sql("delete from " + table).update());
    alertTable.ensure(alerts.all().stream().map(it -> it.rule().id()).toList());
    receivers.reset();
    told();
  }

  @Test
  void the_end_of_an_alert_is_told_too_and_the_next_one_is_told_again() {
    commerce.append(processingFailed());
    commerce.settle();
    clock.move(FIRST_MESSAGE_WITHIN);
    commerce.settle();
    clock.move(Duration.ofMinutes(5));
    commerce.settle();
    assertThat(alert("webhook_processing_error").isFiring()).isFalse();
    assertThat(receivers.posts()).hasSize(4);
    assertThat(receivers.posts().getLast()).contains("RESOLVED", "Selesai: Webhook gagal diproses");

    commerce.append(processingFailed());
    commerce.settle();
    clock.move(FIRST_MESSAGE_WITHIN);
    commerce.settle();

    assertThat(receivers.posts()).hasSize(6);
    assertThat(told())
        .extracting(StoredEvent::name)
        .containsSubsequence("ALERT_FIRING", "ALERT_SENT", "ALERT_RESOLVED", "ALERT_FIRING");
  }

  @Test
  void a_flood_of_forgeries_fires_and_a_few_do_not() {
    commerce.append(rejected("BAD_SIGNATURE", 19));
    commerce.settle();
    assertThat(alert("webhook_invalid_signature_spike").isFiring()).isFalse();

    commerce.append(rejected("BAD_SIGNATURE", 1));
    commerce.settle();
    assertThat(alert("webhook_invalid_signature_spike").isFiring()).isTrue();
  }

  @Test
  void silence_fires_after_ten_minutes_while_a_payment_is_open_and_ends_with_a_webhook() {
    commerce.append(received(), opened(OrderId.next(clock.instant(), random)));
    commerce.settle();
    clock.move(Duration.ofMinutes(10).minusSeconds(1));
    commerce.settle();
    assertThat(alert("no_webhook").isFiring()).isFalse();

    clock.move(Duration.ofSeconds(1));
    commerce.settle();
    assertThat(alert("no_webhook").isFiring()).isTrue();

    clock.move(Duration.ofSeconds(1));
    commerce.append(received());
    commerce.settle();
    clock.move(Duration.ofMinutes(1));
    commerce.settle();
    assertThat(alert("no_webhook").isFiring()).isFalse();
  }

  private Alert alert(String id) {
    return alerts.all().stream().filter(it -> it.rule().id().equals(id)).findFirst().orElseThrow();
  }

  /** What the room told since this was asked last. */
  private List<StoredEvent> told() {
    List<StoredEvent> events = new ArrayList<>();
    while (subscriptions.advance("alerts-test", 1_000, events::addAll) > 0) {
      // Reads on until nothing is left.
    }
    return events;
  }
}
