package ai.agentbar.watch.delivery;

import static ai.agentbar.watch.playbook.Severity.P0;
import static ai.agentbar.watch.playbook.Severity.P1;
import static org.assertj.core.api.Assertions.assertThat;

import ai.agentbar.testing.MovableClock;
import ai.agentbar.testing.Receivers;
import ai.agentbar.testing.RoomTest;
import ai.agentbar.watch.alert.FiringId;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What leaves by each channel has the form its provider takes. */
@DeliveryRoomTest
class ChannelFormTest {

  private static final AtomicInteger DAY = new AtomicInteger(3_000);
  private static final JsonMapper JSON = new JsonMapper();
  private static final Duration WINDOW = Duration.ofMillis(1_500);
  private static final String RULE = "webhook_processing_error";

  @Autowired DeliveryRoom room;
  @Autowired Receivers receivers;
  @Autowired MovableClock clock;

  @BeforeEach
  void nothingWasTold() {
    clock.set(RoomTest.START.plus(Duration.ofDays(DAY.incrementAndGet())));
    room.empty();
    receivers.reset();
  }

  @AfterEach
  void leaveNothingBehind() {
    room.empty();
  }

  @Test
  void a_webhook_gets_what_alertmanager_would_post_while_it_fires_and_when_it_is_over() {
    String startsAt = clock.instant().toString();
    FiringId firing = room.fires(RULE, P1);
    room.after(WINDOW);
    room.ends(firing, RULE);
    String endsAt = clock.instant().toString();
    room.settle();

    JsonNode fired = JSON.readTree(receivers.accepted("/alertmanager").getFirst());
    assertThat(fired.path("version").asString()).isEqualTo("4");
    assertThat(fired.path("receiver").asString()).isEqualTo("devops");
    assertThat(fired.path("status").asString()).isEqualTo("firing");
    assertThat(fired.path("groupKey").asString())
        .isEqualTo("{}:{alertname=\"webhook_processing_error\"}");
    assertThat(fired.path("groupLabels").path("alertname").asString()).isEqualTo(RULE);
    assertThat(fired.path("truncatedAlerts").asInt(-1)).isZero();
    assertThat(fired.path("externalURL").asString()).isEqualTo("https://watch.example");
    JsonNode alert = fired.path("alerts").path(0);
    assertThat(alert.path("labels")).isEqualTo(fired.path("commonLabels"));
    assertThat(alert.path("annotations")).isEqualTo(fired.path("commonAnnotations"));
    assertThat(alert.path("labels").path("severity").asString()).isEqualTo("p1");
    assertThat(alert.path("annotations").path("summary").asString())
        .isEqualTo("Webhook processing error");
    assertThat(alert.path("annotations").path("money_at_risk").asString())
        .isEqualTo("14 orders, Rp 3.400.000");
    assertThat(alert.path("annotations").path("findings").asString()).isEqualTo("No findings yet");
    assertThat(alert.path("annotations").path("steps").asString().lines())
        .startsWith("1. Check that the endpoint is available [done by the system]")
        .contains("3. Run the reconciliation by hand [button]");
    assertThat(alert.path("startsAt").asString()).isEqualTo(startsAt);
    assertThat(alert.path("endsAt").asString()).isEqualTo("0001-01-01T00:00:00Z");
    assertThat(alert.path("generatorURL").asString())
        .isEqualTo("https://watch.example/alerts/" + firing);
    JsonNode over = JSON.readTree(receivers.accepted("/alertmanager").getLast());
    assertThat(over.path("status").asString()).isEqualTo("resolved");
    JsonNode ended = over.path("alerts").path(0);
    assertThat(ended.path("endsAt").asString()).isEqualTo(endsAt);
    assertThat(ended.path("fingerprint")).isEqualTo(alert.path("fingerprint"));
    assertThat(alert.path("fingerprint").asString()).matches("[0-9a-f]{16}");
  }

  @Test
  void a_webhook_knows_an_alert_by_one_fingerprint_also_when_it_becomes_worse() {
    FiringId firing = room.fires(RULE, P1);
    room.after(WINDOW);
    room.becomesWorse(firing, RULE, P0);
    room.after(Duration.ofSeconds(5));
    List<JsonNode> posted =
        receivers.accepted("/alertmanager").stream().map(JSON::readTree).toList();

    assertThat(posted).hasSize(2);
    assertThat(posted.getLast().at("/alerts/0/labels/severity").asString()).isEqualTo("p0");
    assertThat(posted.getLast().at("/alerts/0/fingerprint"))
        .isEqualTo(posted.getFirst().at("/alerts/0/fingerprint"));
  }

  @Test
  void whatsapp_gets_a_template_of_four_single_lines_and_telegram_a_plain_text() {
    receivers.slackAnswers(500);
    FiringId firing = room.fires(RULE, P1);
    room.after(WINDOW);
    room.after(Duration.ofSeconds(3));
    room.settle();

    JsonNode whatsApp = JSON.readTree(receivers.accepted("/whatsapp").getFirst());
    assertThat(whatsApp.path("type").asString()).isEqualTo("template");
    assertThat(whatsApp.path("to").asString()).isEqualTo("6281234567001");
    JsonNode template = whatsApp.path("template");
    assertThat(template.path("name").asString()).isEqualTo("agentbar_alert");
    assertThat(template.path("language").path("code").asString()).isEqualTo("id");
    JsonNode parameters = template.path("components").path(0).path("parameters");
    assertThat(parameters).hasSize(4);
    assertThat(parameters.valueStream().map(it -> it.path("text").asString()))
        .allMatch(it -> !it.isBlank() && !it.contains("\n") && it.length() <= 240)
        .first()
        .isEqualTo("[SANDBOX] [P1] FIRING: Webhook gagal diproses");
    assertThat(parameters.path(1).path("text").asString())
        .isEqualTo("tumbuh 7; terancam 14 pesanan, Rp 3.400.000");
    assertThat(parameters.path(3).path("text").asString())
        .isEqualTo("https://watch.example/alerts/" + firing);
    JsonNode telegram = JSON.readTree(receivers.accepted("/telegram").getFirst());
    assertThat(telegram.path("chat_id").asString()).isEqualTo("-100200300");
    assertThat(telegram.has("parse_mode")).isFalse();
    assertThat(telegram.path("text").asString())
        .startsWith("[SANDBOX] [P1] FIRING: Webhook gagal diproses / Webhook processing error\n")
        .hasSizeLessThanOrEqualTo(4_096);
  }

  /** The Cloud API refuses a template with an empty parameter. */
  @Test
  void whatsapp_gets_four_lines_that_are_not_empty_also_where_nothing_is_to_be_said_of_numbers() {
    receivers.slackAnswers(500);
    room.stands(RULE, "OK", "NO_DATA");
    room.after(Duration.ofSeconds(30));
    room.after(Duration.ofSeconds(3));
    room.settle();
    room.stands(RULE, "NO_DATA", "OK");
    room.after(Duration.ofSeconds(3));
    room.after(Duration.ofSeconds(3));
    room.settle();

    assertThat(receivers.accepted("/whatsapp"))
        .hasSizeGreaterThanOrEqualTo(2)
        .allSatisfy(
            it ->
                assertThat(
                        JSON.readTree(it)
                            .at("/template/components/0/parameters")
                            .valueStream()
                            .map(line -> line.path("text").asString()))
                    .hasSize(4)
                    .noneMatch(String::isBlank));
  }
}
