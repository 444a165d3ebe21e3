package ai.agentbar.notification.channel;

import static org.assertj.core.api.Assertions.assertThat;

import ai.agentbar.mail.MailServer;
import ai.agentbar.notification.SendResult;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.io.ClassPathResource;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/**
 * To whom mail is given with the settings that are shipped: to the server that is meant, and not in
 * the clear.
 */
class EmailTlsTest {

  private static final String PASSWORD = "changeit";

  @TempDir static Path folder;
  private static SSLContext ours;
  private static SSLContext ofAnotherHost;

  @BeforeAll
  static void certify() throws Exception {
    ours = certificate("ours", "ip:127.0.0.1");
    ofAnotherHost = certificate("other", "dns:mail.elsewhere.example");
  }

  @Test
  void a_server_without_starttls_gets_neither_password_nor_mail() {
    try (ScriptedSmtp smtp = new ScriptedSmtp()) {
      SendResult result = send(smtp.port(), Map.of(), "smtp");

      assertThat(result).isInstanceOf(SendResult.Halted.class);
      assertThat(smtp.commands()).noneMatch(it -> it.startsWith("AUTH") || it.startsWith("MAIL"));
    }
  }

  @Test
  void with_starttls_the_mail_leaves_through_it() {
    try (ScriptedSmtp smtp = offering(ours)) {
      assertThat(send(smtp.port(), trusting(ours), "smtp")).isEqualTo(new SendResult.Accepted(""));
      assertThat(smtp.commands()).contains("STARTTLS", "DATA");
    }
  }

  @Test
  void with_tls_from_the_first_byte_the_mail_leaves_through_it() {
    try (ScriptedSmtp smtp = new ScriptedSmtp(ours, true)) {
      assertThat(send(smtp.port(), trusting(ours), "smtps")).isEqualTo(new SendResult.Accepted(""));
      assertThat(smtp.mails()).hasSize(1);
    }
  }

  @Test
  void a_certificate_nobody_vouches_for_stops_the_channel() {
    try (ScriptedSmtp smtp = offering(ours)) {
      assertThat(send(smtp.port(), Map.of(), "smtp")).isInstanceOf(SendResult.Halted.class);
      assertThat(smtp.mails()).isEmpty();
    }
  }

  @Test
  void a_certificate_of_another_host_stops_the_channel() {
    try (ScriptedSmtp smtp = offering(ofAnotherHost);
        ScriptedSmtp smtps = new ScriptedSmtp(ofAnotherHost, true)) {
      assertThat(send(smtp.port(), trusting(ofAnotherHost), "smtp"))
          .isInstanceOf(SendResult.Halted.class);
      assertThat(send(smtps.port(), trusting(ofAnotherHost), "smtps"))
          .isInstanceOf(SendResult.Halted.class);
      assertThat(smtp.mails()).isEmpty();
      assertThat(smtps.mails()).isEmpty();
    }
  }

  @Test
  void every_wait_of_a_conversation_ends_as_shipped() {
    assertThat(shipped())
        .containsEntry("mail.smtp.connectiontimeout", "3000")
        .containsEntry("mail.smtp.timeout", "5000")
        .containsEntry("mail.smtp.writetimeout", "5000");
  }

  private static ScriptedSmtp offering(SSLContext tls) {
    ScriptedSmtp smtp = new ScriptedSmtp(tls, false);
    smtp.answers("EHLO", "250-mail.example\r\n250-AUTH PLAIN\r\n250 STARTTLS");
    return smtp;
  }

  /** What {@code application.yaml} says, and nothing else says for it. */
  private static Map<String, String> shipped() {
    try {
      return new Binder(
              ConfigurationPropertySources.from(
                  new YamlPropertySourceLoader()
                      .load("shipped", new ClassPathResource("application.yaml"))))
          .bind("spring.mail.properties", Bindable.mapOf(String.class, String.class))
          .get();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static SendResult send(int port, Map<String, Object> trust, String protocol) {
    JavaMailSenderImpl sender = new JavaMailSenderImpl();
    sender.setHost("127.0.0.1");
    sender.setPort(port);
    sender.setProtocol(protocol);
    sender.setUsername("shop");
    sender.setPassword(PASSWORD);
    sender.getJavaMailProperties().putAll(shipped());
    sender.getJavaMailProperties().put("mail.smtp.auth", "true");
    trust.forEach((name, value) -> sender.getJavaMailProperties().put(name, value));
    EmailSettings settings = new EmailSettings("halo@shop.example", "", Duration.ofSeconds(15));
    return new EmailChannel(
            new MailServer(sender, URI.create("https://shop.example")),
            settings,
            InstantSource.system())
        .send(ChannelContract.message(ChannelContract.EMAIL, 1));
  }

  private static Map<String, Object> trusting(SSLContext certificate) {
    return Map.of(
        "mail.smtp.ssl.socketFactory", certificate.getSocketFactory(),
        "mail.smtps.ssl.socketFactory", certificate.getSocketFactory());
  }

  /** A context that serves with a certificate of its own making, and trusts it. */
  private static SSLContext certificate(String name, String subject)
      throws IOException, InterruptedException, GeneralSecurityException {
    Path file = folder.resolve(name + ".p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                name,
                "-keyalg",
                "EC",
                "-dname",
                "CN=" + name,
                "-ext",
                "san=" + subject,
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD,
                "-keystore",
                file.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve(name + ".log").toFile())
            .start();
    assertThat(keytool.waitFor(30, TimeUnit.SECONDS)).isTrue();
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, PASSWORD.toCharArray());
    }
    KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
    keys.init(store, PASSWORD.toCharArray());
    TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
    trust.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
    return context;
  }
}
