package ai.agentbar.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Properties;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** How a mail server fails, seen by Jakarta Mail, and how the mailbox shows what came of it. */
class SandboxMailFaultTest {

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
  }

  @Test
  void an_unknown_mailbox_is_refused_with_550() {
    rig.faults("{\"mail_reject\": true}");
    assertThatThrownBy(() -> send("m-1"))
        .isInstanceOf(SendFailedException.class)
        .hasStackTraceContaining("550 5.1.1");
    assertThat(mails()).isEmpty();
  }

  @Test
  void a_greylisted_mail_is_let_in_the_second_time() throws MessagingException {
    rig.faults("{\"mail_greylist\": true}");
    assertThatThrownBy(() -> send("m-2")).hasStackTraceContaining("450 4.7.1");
    assertThat(mails()).isEmpty();
    send("m-2");
    send("m-3");
    assertThat(mails()).hasSize(2);
  }

  @Test
  void a_share_of_mails_is_refused_for_now() {
    rig.faults("{\"mail_error_share\": 0.5}");
    int refused = 0;
    for (int i = 0; i < 40; i++) {
      try {
        send("m-4-" + i);
      } catch (MessagingException e) {
        assertThat(e).hasStackTraceContaining("451 4.3.0");
        refused++;
      }
    }
    assertThat(refused).isBetween(6, 34);
    assertThat(mails()).hasSize(40 - refused);
  }

  @ParameterizedTest
  @ValueSource(strings = {"mail_hang_greeting", "mail_hang"})
  void a_server_that_hangs_is_left_by_timeout_and_took_nothing(String fault)
      throws MessagingException {
    rig.faults("{\"%s\": true}".formatted(fault));
    assertThatThrownBy(() -> send("m-5")).hasRootCauseInstanceOf(SocketTimeoutException.class);
    rig.calm();
    send("m-6");
    assertThat(mails()).hasSize(1);
  }

  @Test
  void a_mail_dropped_after_data_was_taken_though_its_sender_heard_nothing()
      throws MessagingException {
    rig.faults("{\"mail_drop_share\": 1}");
    assertThatThrownBy(() -> send("m-7"))
        .isInstanceOf(MessagingException.class)
        .hasMessageNotContaining("250");
    await().until(() -> mails().size() == 1);
    assertThat(mails().path(0).path("answered").booleanValue()).isFalse();
    assertThat(mails().path(0).path("message_id").asString()).isEqualTo("m-7@shop.example");
    rig.calm();
    send("m-7");
    assertThat(rig.get("/_sim/mail/tally").json().path("m-7@shop.example").asInt()).isEqualTo(2);
    assertThat(rig.get("/mail").text())
        .contains("came 2 times", "m-7@shop.example", "(no answer given)")
        .containsOnlyOnce("Kuitansi &lt;m-7&gt;");
  }

  @Test
  void a_slow_server_answers_late() throws MessagingException {
    rig.faults("{\"mail_slow_ms\": 300}");
    long begun = System.nanoTime();
    send("m-8");
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThan(Duration.ofMillis(280));
  }

  @Test
  void a_mails_html_is_framed_where_it_may_do_nothing() throws MessagingException {
    send("m-9");
    int id = mails().path(0).path("id").asInt();
    Rig.Answer page = rig.get("/mail/" + id);
    assertThat(page.text())
        .contains("<iframe class=\"mail\" sandbox", "src=\"/mail/" + id + "/html\"")
        .contains("&lt;script&gt;alert(1)&lt;/script&gt;", "m-9@shop.example")
        .doesNotContain("<script>alert");
    assertThat(page.header("Content-Security-Policy"))
        .contains("default-src 'none'", "frame-src 'self'", "frame-ancestors 'none'")
        .doesNotContain("unsafe");
    Rig.Answer html = rig.get("/mail/" + id + "/html");
    assertThat(html.text()).contains("<h1 style=\"color:#0a0\">Lunas</h1>");
    assertThat(html.header("Content-Security-Policy"))
        .startsWith("sandbox; default-src 'none'")
        .doesNotContain("allow-scripts", "script-src");
    assertThat(rig.get("/mail/999999/html").status()).isEqualTo(404);
  }

  private static JsonNode mails() {
    return rig.get("/_sim/mail").json();
  }

  private static void send(String id) throws MessagingException {
    Properties properties = new Properties();
    properties.put("mail.smtp.host", "127.0.0.1");
    properties.put("mail.smtp.port", String.valueOf(rig.sandbox().smtpPort()));
    properties.put("mail.smtp.connectiontimeout", "400");
    properties.put("mail.smtp.timeout", "400");
    properties.put("mail.smtp.writetimeout", "400");
    MimeMessage message =
        new MimeMessage(Session.getInstance(properties)) {
          @Override
          protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", "<%s@shop.example>".formatted(id));
          }
        };
    message.setFrom(new InternetAddress("shop@example.com"));
    message.addRecipient(Message.RecipientType.TO, new InternetAddress("budi@example.com"));
    message.setSubject("Kuitansi <%s>".formatted(id), "UTF-8");
    MimeBodyPart plain = new MimeBodyPart();
    plain.setText("Lunas", "UTF-8");
    MimeBodyPart html = new MimeBodyPart();
    html.setText("<h1 style=\"color:#0a0\">Lunas</h1><script>alert(1)</script>", "UTF-8", "html");
    message.setContent(new MimeMultipart("alternative", plain, html));
    Transport.send(message);
  }
}
