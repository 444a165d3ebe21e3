package ai.agentbar.notification.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import ai.agentbar.kernel.Email;
import ai.agentbar.mail.MailServer;
import ai.agentbar.notification.Channel;
import ai.agentbar.notification.Message.Content;
import ai.agentbar.notification.Message.EmailContent;
import ai.agentbar.notification.SendResult;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/** Against a mail server that does what the test says, step by step. */
class EmailChannelTest extends ChannelContract {

  private static final String PASSWORD = "pass-W0rd-of-ours";
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-11-23T03:00:00Z"));

  private final ScriptedSmtp smtp = new ScriptedSmtp();

  @AfterEach
  void close() {
    smtp.close();
  }

  @ParameterizedTest(name = "{0} answered by {1}: {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          GREETING | 421 too many connections         | Busy
          GREETING | 554 no service for you           | Halted
          GREETING | <hang>                           | Away
          GREETING | <close>                          | Away
          GREETING | <dribble>                        | Later
          EHLO     | <hang>                           | Later
          AUTH     | 535 5.7.8 bad credentials        | Halted
          AUTH     | 454 4.7.0 try again later        | Later
          AUTH     | <hang>                           | Later
          AUTH     | <close>                          | Later
          MAIL     | 550 5.7.1 sender not owned       | Halted
          MAIL     | 530 5.7.0 log in first           | Halted
          MAIL     | 451 4.3.0 later                  | Later
          MAIL     | 421 shutting down                | Busy
          MAIL     | 552 5.3.4 too large              | Refused
          MAIL     | <close>                          | Later
          RCPT     | 550 5.1.1 no such user           | Refused
          RCPT     | 553 mailbox name not allowed     | Refused
          RCPT     | 552 5.2.2 mailbox full           | Refused
          RCPT     | 554 5.7.1 Relay access denied    | Halted
          RCPT     | 554 5.7.1 <siti@example.com>: Relay access denied | Halted
          RCPT     | 550 5.7.1 Unable to relay for siti@example.com | Halted
          RCPT     | 550 relay not permitted          | Halted
          RCPT     | 550 5.7.1 Relaying denied. IP name lookup failed | Halted
          RCPT     | 550 5.7.1 siti@example.com... we do not relay | Halted
          RCPT     | 550 5.1.1 <relay@kedai.example>: Recipient address rejected: User unknown | Refused
          RCPT     | 550 5.1.1 relay@kedai.example... User unknown | Refused
          RCPT     | 550 5.1.1 <siti@relay-access-denied.example>: no such user | Refused
          RCPT     | 550 5.1.1 the mailbox of your relay is unknown here | Refused
          RCPT     | 530 5.7.0 log in first           | Halted
          RCPT     | 450 4.2.0 greylisted, come again | Later
          RCPT     | 451 4.7.1 greylisted            | Later
          RCPT     | 421 closing                      | Busy
          RCPT     | <hang>                           | Later
          RCPT     | <dribble>                        | Later
          DATA     | 451 not now                      | Later
          DATA     | 554 no valid recipients          | Refused
          DATA     | <hang>                           | Later
          DATA     | <close>                          | Later
          CONTENT  | <close>                          | Unknown
          .        | 552 5.3.4 too large              | Refused
          .        | 554 5.6.0 content refused        | Refused
          .        | 554 5.6.0 a forbidden phrase: relay access denied | Refused
          .        | 452 4.3.1 no room                | Later
          .        | 421 shutting down                | Busy
          .        | 251 will forward                 | Accepted
          .        | <hang>                           | Unknown
          .        | <close>                          | Unknown
          .        | <dribble>                        | Unknown
          """)
  void every_answer_at_every_step_has_its_meaning(String step, String answer, String meaning) {
    smtp.answers(step, answer);

    SendResult result =
        assertTimeout(Duration.ofSeconds(5), () -> channel(smtp.port()).send(message()));

    assertThat(result.getClass().getSimpleName()).as(result.toString()).isEqualTo(meaning);
  }

  @Test
  void a_refusal_is_told_although_the_server_says_nothing_more() {
    smtp.answers("RCPT", "550 5.1.1 no such user");
    smtp.answers("RSET", ScriptedSmtp.HANG);
    smtp.answers("QUIT", ScriptedSmtp.DRIBBLE);

    assertThat(channel(smtp.port()).send(message())).isInstanceOf(SendResult.Refused.class);
  }

  @Test
  void what_was_accepted_stays_so_although_the_end_of_the_conversation_hangs() {
    smtp.answers("QUIT", ScriptedSmtp.HANG);

    assertThat(channel(smtp.port()).send(message())).isEqualTo(new SendResult.Accepted(""));
  }

  @Test
  void the_mail_has_two_parts_and_the_same_name_at_every_try() {
    channel(smtp.port()).send(message(content(), 1));
    channel(smtp.port()).send(message(content(), 2));

    assertThat(smtp.mails())
        .hasSize(2)
        .allSatisfy(
            mail ->
                assertThat(mail)
                    .contains(
                        "Message-ID: <outbox-42@shop.example>\n",
                        "From: =?UTF-8?Q?Toko_Ros=C3=A9?= <halo@shop.example>\n",
                        "Reply-To: tanya@shop.example\n",
                        "To: Siti Rahma <siti@example.com>\n",
                        "Date: Mon, 23 Nov 2026",
                        "Auto-Submitted: auto-generated\n",
                        "multipart/alternative",
                        "text/plain; charset=UTF-8",
                        "text/html; charset=UTF-8",
                        "\n..\nSalam"));
    assertThat(smtp.mails().getFirst().indexOf("text/plain"))
        .isLessThan(smtp.mails().getFirst().indexOf("text/html"));
    assertThat(smtp.commands())
        .contains("MAIL FROM:<halo@shop.example>", "RCPT TO:<siti@example.com>");
  }

  @Test
  void a_name_and_a_subject_cannot_write_headers() {
    EmailContent sly =
        new EmailContent(
            new Email("siti@example.com"),
            "Siti\r\nBcc: all@example.com\r\n\r\nHello",
            "Paid\r\nX-Sly: 1\u2028X-Slier: 2\nBcc: all@example.com",
            "text",
            "<p>html</p>");

    assertThat(channel(smtp.port()).send(message(sly, 1))).isEqualTo(new SendResult.Accepted(""));

    assertThat(smtp.mails().getFirst().split("\n\n", 2)[0].lines())
        .noneMatch(line -> line.startsWith("Bcc:") || line.startsWith("X-Sl"))
        .noneMatch(String::isBlank);
    assertThat(smtp.commands()).filteredOn(it -> it.startsWith("RCPT")).hasSize(1);
  }

  @Test
  void without_a_mail_server_the_channel_is_off() {
    EmailChannel channel =
        new EmailChannel(
            new MailServer((JavaMailSenderImpl) null, URI.create("https://shop.example")),
            settings(),
            CLOCK);

    assertThat(channel.isOn()).isFalse();
    assertThat(channel.send(message())).isInstanceOf(SendResult.Halted.class);
  }

  @Override
  Channel against(Deed deed) {
    switch (deed) {
      case ACCEPTS, IS_AWAY -> {}
      case REFUSES_THE_MESSAGE -> smtp.answers("RCPT", "550 5.1.1 no such user");
      case ASKS_FOR_LATER -> smtp.answers("RCPT", "450 4.2.0 greylisted");
      case IS_BUSY -> smtp.answers("MAIL", "421 4.7.0 too much of it");
      case REFUSES_US -> smtp.answers("AUTH", "535 5.7.8 bad credentials");
      case HANGS_AFTER_TAKING_IT -> smtp.answers(".", ScriptedSmtp.HANG);
      case CLOSES_AFTER_TAKING_IT -> smtp.answers(".", ScriptedSmtp.CLOSE);
      case ANSWERS_NONSENSE -> smtp.answers(".", "<html>hello</html>");
      case DRIBBLES -> smtp.answers(".", ScriptedSmtp.DRIBBLE);
    }
    return channel(deed == Deed.IS_AWAY ? ScriptedServer.deadPort() : smtp.port());
  }

  @Override
  Channel againstAnEcho(Deed deed) {
    String echo = "<siti@example.com> +6281234567890 %s".formatted(PASSWORD);
    smtp.answers(deed == Deed.REFUSES_US ? "AUTH" : "RCPT", "550 " + echo);
    return channel(smtp.port());
  }

  @Override
  int openConnections() {
    return smtp.open();
  }

  @Override
  Content content() {
    return EMAIL;
  }

  @Override
  List<String> secrets() {
    return List.of(PASSWORD);
  }

  private static EmailChannel channel(int port) {
    JavaMailSenderImpl sender = new JavaMailSenderImpl();
    sender.setHost("127.0.0.1");
    sender.setPort(port);
    sender.setUsername("shop");
    sender.setPassword(PASSWORD);
    sender
        .getJavaMailProperties()
        .putAll(
            Map.of(
                "mail.smtp.auth", "true",
                "mail.smtp.connectiontimeout", String.valueOf(CONNECT_MAX.toMillis()),
                "mail.smtp.timeout", String.valueOf(READ_MAX.toMillis()),
                "mail.smtp.writetimeout", String.valueOf(READ_MAX.toMillis())));
    return new EmailChannel(
        new MailServer(sender, URI.create("https://shop.example")), settings(), CLOCK);
  }

  private static EmailSettings settings() {
    return new EmailSettings(
        "Toko Rosé <halo@shop.example>",
        "tanya@shop.example",
        CONNECT_MAX.plus(READ_MAX.multipliedBy(2)));
  }
}
