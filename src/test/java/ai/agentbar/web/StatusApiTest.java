package ai.agentbar.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import ai.agentbar.job.WorkLoops;
import ai.agentbar.notification.DeliveryReport;
import ai.agentbar.notification.DeliveryReports;
import ai.agentbar.notification.DeliveryStatus;
import ai.agentbar.notification.SendResult;
import ai.agentbar.testing.Http;
import ai.agentbar.testing.Http.Answer;
import ai.agentbar.testing.MovableClock;
import ai.agentbar.testing.RoomTest;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;

/** What WhatsApp sees of the status webhook. */
@RoomTest
@Import(StatusApiTest.Reports.class)
@TestPropertySource(
    properties = {
      "agentbar.whatsapp.url=http://127.0.0.1:1",
      "agentbar.whatsapp.phone-number-id=1",
      "agentbar.whatsapp.access-token=token",
      "agentbar.whatsapp.app-secret=" + StatusApiTest.APP_SECRET,
      "agentbar.whatsapp.verify-token=" + StatusApiTest.VERIFY_TOKEN
    })
class StatusApiTest {

  static final String APP_SECRET = "app-secret-of-the-test";
  static final String VERIFY_TOKEN = "word-of-our-own";
  private static final String PATH = "/api/webhooks/whatsapp";

  @LocalServerPort int port;
  @Autowired JdbcClient jdbc;
  @Autowired WorkLoops work;
  @Autowired MovableClock clock;
  @Autowired Recorded recorded;
  private Http http;

  @BeforeEach
  void connect() {
    http = new Http("http://127.0.0.1:" + port);
    clock.move(Duration.ofSeconds(2));
    work.settle();
    clock.move(Duration.ofSeconds(2));
    recorded.reports.clear();
    recorded.broken = false;
    jdbc.sql("truncate event").update();
  }

  @Test
  void the_handshake_echoes_the_challenge_as_plain_text() {
    Answer answer = http.get(handshake("subscribe", VERIFY_TOKEN, "1158201444"));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.text()).isEqualTo("1158201444");
    assertThat(answer.header("Content-Type")).startsWith("text/plain");
  }

  @Test
  void a_handshake_with_another_word_is_403() {
    assertThat(http.get(handshake("subscribe", "another", "1")).status()).isEqualTo(403);
    assertThat(http.get(handshake("unsubscribe", VERIFY_TOKEN, "1")).status()).isEqualTo(403);
    assertThat(http.get(PATH).status()).isEqualTo(403);
  }

  @Test
  void every_status_of_every_entry_is_reported_and_everything_else_passed_over() {
    String body =
        """
        {"object": "whatsapp_business_account", "new_field": [1], "entry": [
          {"id": "1", "changes": [{"field": "messages", "value": {
             "messaging_product": "whatsapp", "metadata": {"phone_number_id": "1"},
             "messages": [{"from": "6281234567890", "type": "text", "text": {"body": "halo"}}],
             "statuses": [
               {"id": "wamid.1", "status": "sent", "timestamp": "1795402800",
                "recipient_id": "6281234567890", "biz_opaque_callback_data": "outbox-1",
                "pricing": {"billable": true}},
               {"id": "wamid.1", "status": "delivered", "timestamp": "1795402801"},
               {"id": "wamid.2", "status": "warning", "timestamp": "1795402801"},
               {"status": "read", "timestamp": "1795402801"},
               "nonsense"]}}]},
          {"id": "2", "changes": [
            {"field": "account_update", "value": {"event": "x"}},
            {"field": "messages", "value": {"statuses": [
               {"id": "wamid.3", "status": "read", "timestamp": "never"},
               {"id": "wamid.4", "status": "failed", "timestamp": "1795402802",
                "errors": [{"code": 131026, "title": "Message undeliverable to 6281234567890"}]},
               {"id": "wamid.5", "status": "failed", "timestamp": "1795402803",
                "errors": [{"code": 190, "title": "Token"}]}]}}]}]}
        """;

    Answer answer = post(body);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(recorded.reports)
        .extracting(DeliveryReport::key, DeliveryReport::providerId, DeliveryReport::status)
        .containsExactly(
            tuple("outbox-1", "wamid.1", DeliveryStatus.SENT),
            tuple("", "wamid.1", DeliveryStatus.DELIVERED),
            tuple("", "wamid.3", DeliveryStatus.READ),
            tuple("", "wamid.4", DeliveryStatus.FAILED),
            tuple("", "wamid.5", DeliveryStatus.FAILED));
    assertThat(recorded.reports.get(0).at()).isEqualTo(Instant.ofEpochSecond(1_795_402_800L));
    assertThat(recorded.reports.get(0).result()).isEqualTo(new SendResult.Accepted("wamid.1"));
    assertThat(recorded.reports.get(2).at()).isEqualTo(clock.instant());
    assertThat(recorded.reports.get(3).result()).isInstanceOf(SendResult.Refused.class);
    assertThat(recorded.reports.get(3).result().toString())
        .contains("131026")
        .doesNotContain("81234567890");
    assertThat(recorded.reports.get(4).result()).isInstanceOf(SendResult.Halted.class);
  }

  @Test
  void a_body_without_a_status_is_taken_and_reports_nothing() {
    assertThat(post("{\"entry\": []}").status()).isEqualTo(200);
    assertThat(post("[]").status()).isEqualTo(200);
    assertThat(recorded.reports).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "sha256=", "sha256=00", "sha1=abc", "nonsense"})
  void a_bad_signature_is_401_and_reports_nothing(String signature) {
    assertThat(post(status("wamid.1"), signature).status()).isEqualTo(401);
    assertThat(recorded.reports).isEmpty();
  }

  @Test
  void one_changed_byte_or_no_signature_at_all_is_401() {
    String signature = signed(status("wamid.1"));

    assertThat(post(status("wamid.2"), signature).status()).isEqualTo(401);
    assertThat(http.post(PATH, status("wamid.1")).status()).isEqualTo(401);
    assertThat(post(status("wamid.1"), signature).status()).isEqualTo(200);
  }

  @Test
  void what_is_turned_away_is_told_in_the_plural() {
    for (int i = 0; i < 5; i++) {
      post("{}", "sha256=00");
    }
    assertThat(post("not json").status()).isEqualTo(400);
    assertThat(post("x".repeat(3 * 1024 * 1024 + 1), "sha256=00").status()).isEqualTo(413);
    work.settle();
    post("{}", "sha256=00");
    work.settle();

    assertThat(rejections())
        .containsExactly(
            "NOTIFICATION_STATUS WARN BAD_SIGNATURE 5",
            "NOTIFICATION_STATUS WARN UNPARSABLE 1",
            "NOTIFICATION_STATUS WARN OVERSIZED 1");

    clock.move(Duration.ofSeconds(1));
    work.settle();
    assertThat(rejections()).last().isEqualTo("NOTIFICATION_STATUS WARN BAD_SIGNATURE 1");
  }

  @Test
  void what_could_not_be_committed_is_503() {
    recorded.broken = true;

    Answer answer = post(status("wamid.1"));

    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.header("Retry-After")).isNotEmpty();
  }

  @Test
  void a_trailing_slash_and_another_content_type_are_no_refusal() {
    String body = status("wamid.1");
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);

    assertThat(http.post(PATH + "/", bytes, "X-Hub-Signature-256", signed(body)).status())
        .isEqualTo(200);
    assertThat(
            http.post(
                    PATH, bytes, "Content-Type", "text/plain", "X-Hub-Signature-256", signed(body))
                .status())
        .isEqualTo(200);
  }

  private List<String> rejections() {
    return jdbc.sql(
            """
            select event_type || ' ' || level || ' ' || (fields ->> 'reason') || ' '
                     || (fields ->> 'count')
            from event
            where event = 'STATUS_REJECTED'
            order by id
            """)
        .query((row, _) -> row.getString(1))
        .list();
  }

  private Answer post(String body) {
    return post(body, signed(body));
  }

  private Answer post(String body, String signature) {
    return http.post(PATH, body, "X-Hub-Signature-256", signature);
  }

  private static String handshake(String mode, String token, String challenge) {
    return "%s?hub.mode=%s&hub.verify_token=%s&hub.challenge=%s"
        .formatted(PATH, mode, token, challenge);
  }

  private static String status(String id) {
    return """
        {"entry": [{"changes": [{"value": {"statuses": [
          {"id": "%s", "status": "sent", "timestamp": "1795402800"}]}}]}]}
        """
        .formatted(id);
  }

  private static String signed(String body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(APP_SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return "sha256="
          + HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException failure) {
      throw new IllegalStateException(failure);
    }
  }

  /** Keeps what it is told, and can be broken. */
  static final class Recorded implements DeliveryReports {

    private final List<DeliveryReport> reports = new CopyOnWriteArrayList<>();
    private volatile boolean broken;

    @Override
    public void report(List<DeliveryReport> told) {
      if (broken) {
        throw new IllegalStateException("the database is away");
      }
      reports.addAll(told);
    }
  }

  @TestConfiguration(proxyBeanMethods = false)
  static class Reports {

    /** Before the program's own. */
    @Bean
    @Primary
    Recorded recorded() {
      return new Recorded();
    }
  }
}
