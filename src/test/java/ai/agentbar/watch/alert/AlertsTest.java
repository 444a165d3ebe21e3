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
import ai.agentbar.watch.delivery.Channel;
import ai.agentbar.watch.delivery.Deliveries;
import ai.agentbar.watch.delivery.DeliveryState;
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

  private final Random random = new Random(20261124);

  @Autowired Alerts alerts;
  @Autowired AlertTable alertTable;
  @Autowired Deliveries deliveries;
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
            "alert_probe_result",
            "alert_firing",
            "alert")
        .forEach(table -> jdbc.sql("delete from " + table).update());
    alertTable.ensure(alerts.all().stream().map(it -> it.rule().id()).toList());
    receivers.reset();
    told();
  }

  @Test
  void a_processing_error_is_told_once_to_each_team_over_each_channel() {
    commerce.append(processingFailed(), processingFailed());
    commerce.settle();
    clock.move(Duration.ofSeconds(5));
    commerce.append(processingFailed());
    commerce.settle();

    assertThat(receivers.mails())
        .extracting(Receivers.Mail::recipient)
        .containsExactlyInAnyOrder("tech.lead@example.com", "devops@example.com");
    assertThat(receivers.posts()).hasSize(2);
    Alert alert = alert("webhook_processing_error");
    assertThat(alert.isFiring()).isTrue();
    assertThat(alert.value()).isEqualTo(3);
    assertThat(told(alert))
        .hasSize(4)
        .allMatch(it -> it.state() == DeliveryState.SENT && it.attempts() == 1);
  }

  @Test
  void the_message_says_what_since_when_value_limit_severity_who_steps_and_where() {
    commerce.append(processingFailed());
    commerce.settle();

    String post = receivers.posts().getFirst();
    assertThat(post)
        .contains(
            "[SANDBOX] [P1] FIRING: Webhook gagal diproses / Webhook processing error",
            "webhook_processing_error grew by 1 within 1m",
            "WIB",
            "Value:     1 (limit 0)",
            "Nilai:     1 (batas 0)",
            "P1, Webhook gagal atau notifikasi gagal; ditangani: &lt; 30 menit",
            "Tech Lead, DevOps",
            "1. Cek endpoint availability",
            "4. Watch the pending orders",
            "https://watch.example/live");
    assertThat(receivers.mails().getFirst().data())
        .contains("Subject: [SANDBOX] [P1] FIRING: Webhook gagal diproses")
        .contains("Message-ID: <alert-")
        .contains("3. Jalankan reconciliation job manual");
  }

  @Test
  void the_end_of_an_alert_is_told_too_and_the_next_one_is_told_again() {
    commerce.append(processingFailed());
    commerce.settle();
    clock.move(Duration.ofMinutes(5));
    commerce.settle();
    assertThat(alert("webhook_processing_error").isFiring()).isFalse();
    assertThat(receivers.posts()).hasSize(4);
    assertThat(receivers.posts().getLast()).contains("RESOLVED", "Selesai: Webhook gagal diproses");

    commerce.append(processingFailed());
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
    assertThat(receivers.posts()).hasSize(2);

    clock.move(Duration.ofSeconds(1));
    commerce.append(received());
    commerce.settle();
    clock.move(Duration.ofMinutes(1));
    commerce.settle();
    assertThat(alert("no_webhook").isFiring()).isFalse();
  }

  @Test
  void a_message_that_is_refused_is_tried_for_long_and_then_stays_visible_as_failed() {
    receivers.slackAnswers(503);
    commerce.append(processingFailed());
    commerce.settle();
    assertThat(slack()).allMatch(it -> it.state() == DeliveryState.RETRYING);

    for (int i = 0; i < 119; i++) {
      clock.move(Duration.ofSeconds(40));
      commerce.append(processingFailed());
      commerce.settle();
    }

    assertThat(slack())
        .hasSize(2)
        .allMatch(it -> it.state() == DeliveryState.FAILED && it.attempts() == 120);
    assertThat(receivers.mails()).hasSize(2);
    List<StoredEvent> events = told();
    assertThat(events)
        .filteredOn(it -> it.name().equals("ALERT_DELIVERY_DELAYED"))
        .hasSize(238)
        .allMatch(it -> String.valueOf(it.failure()).contains("Slack answered 503"));
    assertThat(events)
        .filteredOn(it -> it.name().equals("ALERT_DELIVERY_FAILED"))
        .hasSize(2)
        .allMatch(it -> it.level().equals("ERROR"));
  }

  @Test
  void a_message_that_is_refused_once_arrives_with_the_next_try() {
    receivers.slackAnswers(302);
    commerce.append(processingFailed());
    commerce.settle();
    assertThat(receivers.posts()).isEmpty();

    receivers.slackAnswers(200);
    clock.move(Duration.ofSeconds(2));
    commerce.settle();

    assertThat(receivers.posts()).hasSize(2);
    assertThat(slack()).allMatch(it -> it.state() == DeliveryState.SENT && it.attempts() == 2);
  }

  @Test
  void no_address_stands_in_an_event_or_in_a_delivery() {
    receivers.slackAnswers(500);
    commerce.append(processingFailed());
    commerce.settle();

    assertThat(told().toString()).doesNotContain("devops@example.com", "/slack/");
    assertThat(
            jdbc.sql("select d::text from alert_delivery d order by id limit 500")
                .query(String.class)
                .list()
                .toString())
        .contains("FIRING")
        .doesNotContain("@example.com", "/slack/");
  }

  private List<Deliveries.Told> slack() {
    return told(alert("webhook_processing_error")).stream()
        .filter(it -> it.channel() == Channel.SLACK)
        .toList();
  }

  private List<Deliveries.Told> told(Alert alert) {
    return deliveries.ofFiring(alert.firing().orElseThrow().id());
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
