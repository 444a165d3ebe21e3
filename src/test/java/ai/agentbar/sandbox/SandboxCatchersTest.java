package ai.agentbar.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.util.Properties;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What catches the messages of the shop: a mailbox, Slack, Telegram, a webhook, a dead-man switch.
 */
class SandboxCatchersTest {

  private static Rig rig;

  @BeforeAll
  static void start() {
    rig = new Rig(new MovableClock());
  }

  @AfterAll
  static void stop() {
    rig.close();
  }

  @BeforeEach
  void calm() {
    rig.calm();
    rig.delete("/_sim/mail");
    rig.delete("/_sim/slack");
  }

  @Test
  void a_mail_is_caught_and_shown() throws MessagingException {
    send("Pembayaran diterima ✓", "Halo Budi,\nakses Anda: <b>siap</b>");
    Rig.Answer mails = rig.get("/_sim/mail");
    assertThat(mails.json()).hasSize(1);
    var mail = mails.json().path(0);
    assertThat(mail.path("from").asString()).isEqualTo("shop@example.com");
    assertThat(mail.path("to").path(0).asString()).isEqualTo("budi@example.com");
    assertThat(mail.path("subject").asString()).isEqualTo("Pembayaran diterima ✓");
    assertThat(mail.path("text").asString()).contains("akses Anda: <b>siap</b>");
    assertThat(mail.path("received_at").asString()).isEqualTo("2026-11-23T03:00:00Z");
    assertThat(rig.get("/mail").text()).contains("Pembayaran diterima ✓");
    assertThat(rig.get("/mail/" + mail.path("id").asInt()).text())
        .contains("akses Anda: &lt;b&gt;siap&lt;/b&gt;")
        .doesNotContain("<b>siap");
    assertThat(rig.get("/mail/999999").status()).isEqualTo(404);
  }

  @Test
  void a_mail_server_that_is_down_asks_to_try_later() throws MessagingException {
    rig.faults("{\"mail_down\": true}");
    assertThatThrownBy(() -> send("a", "b"))
        .isInstanceOf(MessagingException.class)
        .hasMessageContaining("421");
    assertThat(rig.get("/_sim/mail").json()).isEmpty();
    rig.calm();
    send("a", "b");
    assertThat(rig.get("/_sim/mail").json()).hasSize(1);
  }

  @Test
  void a_slack_message_is_answered_ok_and_shown() {
    Rig.Answer answer = rig.post("/slack/services/T1/B1", "{\"text\": \"P1 <spike>\"}");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.text()).isEqualTo("ok");
    assertThat(rig.get("/slack").text()).contains("P1 &lt;spike&gt;");
    assertThat(rig.get("/_sim/slack").json().path(0).path("text").asString())
        .isEqualTo("P1 <spike>");
    rig.delete("/_sim/slack");
    assertThat(rig.get("/_sim/slack").json()).isEmpty();
  }

  @Test
  void a_slack_message_of_blocks_only_is_read() {
    rig.post(
        "/slack/ops",
        """
        {"blocks": [{"type": "section", "text": {"type": "mrkdwn", "text": "from a block"}}]}
        """);
    assertThat(rig.get("/_sim/slack").json().path(0).path("text").asString())
        .isEqualTo("from a block");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "no json", "{}", "{\"text\": \" \"}", "[1]"})
  void a_slack_message_without_text_is_an_invalid_payload(String body) {
    Rig.Answer answer = rig.post("/slack/ops", body);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text()).isEqualTo("invalid_payload");
  }

  @Test
  void a_telegram_message_is_taken_shown_and_refused_where_telegram_would() {
    String address = "/telegram/bot12345:abc/sendMessage";
    Rig.Answer taken = rig.post(address, "{\"chat_id\": \"-1001\", \"text\": \"P1 <spike>\"}");
    assertThat(taken.status()).isEqualTo(200);
    assertThat(taken.json().path("ok").asBoolean()).isTrue();
    assertThat(rig.get("/telegram").text()).contains("chat -1001", "P1 &lt;spike&gt;");
    assertThat(rig.get("/_sim/telegram").json()).hasSize(1);
    String tooLong = "{\"chat_id\": \"1\", \"text\": \"%s\"}".formatted("x".repeat(4_097));
    assertThat(rig.post(address, tooLong).status()).isEqualTo(400);
    assertThat(rig.post("/telegram/botnone/sendMessage", "{}").status()).isEqualTo(401);

    rig.faults("{\"telegram_limited\": true}");
    Rig.Answer limited = rig.post(address, "{\"chat_id\": \"1\", \"text\": \"a\"}");
    assertThat(limited.status()).isEqualTo(429);
    assertThat(limited.json().path("parameters").path("retry_after").asInt()).isEqualTo(5);
    rig.faults("{\"telegram_down\": true}");
    assertThat(rig.post(address, "{}").status()).isEqualTo(500);
    rig.delete("/_sim/telegram");
    assertThat(rig.get("/_sim/telegram").json()).isEmpty();
  }

  @Test
  void an_alertmanager_webhook_takes_version_four_and_nothing_else() {
    String post =
        """
        {"version": "4", "receiver": "devops", "status": "firing", "groupKey": "{}:{}",
         "externalURL": "http://a", "truncatedAlerts": 0, "groupLabels": {}, "commonLabels": {},
         "commonAnnotations": {},
         "alerts": [{"status": "firing", "labels": {"alertname": "no_webhook"}, "annotations": {},
                     "startsAt": "2026-11-23T03:00:00Z", "endsAt": "0001-01-01T00:00:00Z",
                     "generatorURL": "http://a", "fingerprint": "00"}]}
        """;
    assertThat(rig.post("/alertmanager/devops", post).status()).isEqualTo(200);
    assertThat(rig.get("/alertmanager").text()).contains("firing: no_webhook (devops)");
    assertThat(rig.post("/alertmanager/devops", post.replace("\"4\"", "\"3\"")).status())
        .isEqualTo(400);
    assertThat(rig.post("/alertmanager/devops", post.replace("fingerprint", "print")).status())
        .isEqualTo(400);
    assertThat(rig.get("/_sim/alertmanager").json()).hasSize(1);

    rig.faults("{\"alertmanager_down\": true}");
    assertThat(rig.post("/alertmanager/devops", post).status()).isEqualTo(500);
    rig.delete("/_sim/alertmanager");
    assertThat(rig.get("/_sim/alertmanager").json()).isEmpty();
  }

  @Test
  void a_dead_man_switch_hears_pings_and_can_be_down() {
    assertThat(rig.get("/dead-man/agentbar").status()).isEqualTo(200);
    assertThat(rig.get("/_sim/dead-man").json()).hasSize(1);
    assertThat(rig.get("/dead-man").text()).contains("agentbar").doesNotContain("ALARM");

    rig.faults("{\"dead_man_down\": true}");
    assertThat(rig.get("/dead-man/agentbar").status()).isEqualTo(500);
    rig.delete("/_sim/dead-man");
    assertThat(rig.get("/_sim/dead-man").json()).isEmpty();
  }

  @Test
  void a_slack_that_is_down_answers_500() {
    rig.faults("{\"slack_down\": true}");
    assertThat(rig.post("/slack/ops", "{\"text\": \"a\"}").status()).isEqualTo(500);
  }

  private static void send(String subject, String text) throws MessagingException {
    Properties properties = new Properties();
    properties.put("mail.smtp.host", "127.0.0.1");
    properties.put("mail.smtp.port", String.valueOf(rig.sandbox().smtpPort()));
    MimeMessage message = new MimeMessage(Session.getInstance(properties));
    message.setFrom(new InternetAddress("shop@example.com"));
    message.addRecipient(Message.RecipientType.TO, new InternetAddress("budi@example.com"));
    message.setSubject(subject, "UTF-8");
    MimeBodyPart plain = new MimeBodyPart();
    plain.setText(text, "UTF-8");
    MimeBodyPart html = new MimeBodyPart();
    html.setText("<p>as HTML</p>", "UTF-8", "html");
    MimeMultipart parts = new MimeMultipart("alternative", plain, html);
    message.setContent(parts);
    Transport.send(message);
  }
}
