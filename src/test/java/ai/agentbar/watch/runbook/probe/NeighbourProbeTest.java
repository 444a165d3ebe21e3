package ai.agentbar.watch.runbook.probe;

import static org.assertj.core.api.Assertions.assertThat;

import ai.agentbar.mail.MailServer;
import ai.agentbar.watch.alert.ProbeResult.Verdict;
import ai.agentbar.watch.runbook.Finding;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.subethamail.smtp.server.SMTPServer;

/** The endpoint from outside, and the mail server, over real connections. */
class NeighbourProbeTest {

  private static final String PASSWORD = "changeit";

  @TempDir static Path folder;
  private static SSLContext ours;

  private final AtomicReference<String> asked = new AtomicReference<>("");
  private @Nullable HttpServer server;

  @BeforeAll
  static void certify() throws Exception {
    ours = certificate();
  }

  @AfterEach
  void stop() {
    if (server != null) {
      server.stop(0);
    }
  }

  @Test
  void our_own_endpoint_is_known_by_its_refusal_and_counts_nothing() throws Exception {
    http(NeighbourProbeTest::refuse);
    Finding finding = endpoint("http", SSLContext.getDefault());

    assertThat(finding.verdict()).isEqualTo(Verdict.GOOD);
    assertThat(finding.text().english()).contains("http, no TLS");
    assertThat(asked).hasValue("GET /api/webhooks/midtrans");
  }

  @Test
  void another_program_at_our_address_is_bad() throws Exception {
    http(exchange -> answer(exchange, 405));
    assertBad(endpoint("http", SSLContext.getDefault()), "it is not this program");
  }

  @Test
  void a_redirect_is_bad_and_not_followed() throws Exception {
    http(
        exchange -> {
          exchange.getResponseHeaders().set("Location", "http://127.0.0.1:1/elsewhere");
          answer(exchange, 301);
        });
    assertBad(
        endpoint("http", SSLContext.getDefault()), "redirects to http://127.0.0.1:1/elsewhere");
  }

  @Test
  void an_endpoint_that_is_not_there_is_bad() throws Exception {
    http(NeighbourProbeTest::refuse);
    int port = server().getAddress().getPort();
    server().stop(0);
    assertBad(
        new EndpointProbe(
                "http://127.0.0.1:" + port, InstantSource.system(), SSLContext.getDefault())
            .look(),
        "cannot be reached");
  }

  @Test
  void over_tls_the_days_of_the_certificate_are_told() throws Exception {
    https("TLSv1.2", "TLSv1.3");
    Finding finding = endpoint("https", ours);
    assertThat(finding.verdict()).isEqualTo(Verdict.GOOD);
    assertThat(finding.text().english()).contains("TLS 1.2, certificate good for 29 more days");
  }

  @Test
  void a_certificate_nobody_vouches_for_is_bad() throws Exception {
    https("TLSv1.2");
    assertBad(endpoint("https", SSLContext.getDefault()), "certificate is not valid");
  }

  @Test
  void an_endpoint_that_speaks_tls_1_3_only_is_bad() throws Exception {
    https("TLSv1.3");
    assertBad(endpoint("https", ours), "refuses TLS 1.2");
  }

  @Test
  void a_mail_server_that_answers_is_good_and_gets_no_mail() {
    SMTPServer smtp =
        SMTPServer.port(0)
            .bindAddress(InetAddress.getLoopbackAddress())
            .messageHandler((_, _, _, _) -> asked.set("a mail"))
            .build();
    smtp.start();
    try {
      assertThat(smtp(smtp.getPortAllocated()).verdict()).isEqualTo(Verdict.GOOD);
      assertThat(asked).hasValue("");
    } finally {
      smtp.stop();
    }
    assertBad(smtp(smtp.getPortAllocated()), "the mail server is of no use");
  }

  @Test
  void without_a_mail_server_nothing_is_claimed() {
    Finding finding = new SmtpProbe(new MailServer(null, URI.create("http://localhost"))).look();
    assertThat(finding.verdict()).isEqualTo(Verdict.UNKNOWN);
  }

  private interface Script {
    void play(HttpExchange exchange) throws IOException;
  }

  private void http(Script script) throws IOException {
    server = HttpServer.create(loopback(), 10);
    begin(script);
  }

  private void https(String... protocols) throws IOException {
    HttpsServer secured = HttpsServer.create(loopback(), 10);
    secured.setHttpsConfigurator(
        new HttpsConfigurator(ours) {
          @Override
          public void configure(HttpsParameters parameters) {
            SSLParameters ssl = ours.getDefaultSSLParameters();
            ssl.setProtocols(protocols);
            parameters.setSSLParameters(ssl);
          }
        });
    server = secured;
    begin(NeighbourProbeTest::refuse);
  }

  private void begin(Script script) {
    server()
        .createContext(
            "/",
            exchange -> {
              asked.set(exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath());
              script.play(exchange);
            });
    server().start();
  }

  private static InetSocketAddress loopback() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }

  /** As our endpoint refuses what is no POST. */
  private static void refuse(HttpExchange exchange) throws IOException {
    exchange
        .getResponseHeaders()
        .set("X-Request-Id", exchange.getRequestHeaders().getFirst("X-Request-Id"));
    exchange.getResponseHeaders().set("Allow", "POST");
    answer(exchange, 405);
  }

  private static void answer(HttpExchange exchange, int status) throws IOException {
    exchange.sendResponseHeaders(status, -1);
    exchange.close();
  }

  private Finding endpoint(String scheme, SSLContext trust) {
    String url = "%s://127.0.0.1:%d/".formatted(scheme, server().getAddress().getPort());
    return new EndpointProbe(url, InstantSource.system(), trust).look();
  }

  private static Finding smtp(int port) {
    JavaMailSenderImpl sender = new JavaMailSenderImpl();
    sender.setHost("127.0.0.1");
    sender.setPort(port);
    return new SmtpProbe(new MailServer(sender, URI.create("http://localhost"))).look();
  }

  private static void assertBad(Finding finding, String words) {
    assertThat(finding.verdict()).isEqualTo(Verdict.BAD);
    assertThat(finding.text().english()).contains(words);
  }

  private static SSLContext certificate() throws Exception {
    Path file = folder.resolve("ours.p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "ours",
                "-keyalg",
                "EC",
                "-validity",
                "30",
                "-dname",
                "CN=agentbar",
                "-ext",
                "san=ip:127.0.0.1",
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD,
                "-keystore",
                file.toString())
            .redirectErrorStream(true)
            .start();
    assertThat(keytool.waitFor(30, TimeUnit.SECONDS)).isTrue();
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream stream = Files.newInputStream(file)) {
      store.load(stream, PASSWORD.toCharArray());
    }
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, PASSWORD.toCharArray());
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
    return context;
  }

  private HttpServer server() {
    return Objects.requireNonNull(server, "no server was started");
  }
}
