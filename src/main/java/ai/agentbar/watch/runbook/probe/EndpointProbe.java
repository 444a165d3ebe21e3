package ai.agentbar.watch.runbook.probe;

import ai.agentbar.watch.playbook.ProbeName;
import ai.agentbar.watch.runbook.Finding;
import ai.agentbar.watch.runbook.Probe;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.security.GeneralSecurityException;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.OptionalLong;
import java.util.UUID;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Comes in from outside, as Midtrans does: by the public address, over TLS 1.2, following no
 * redirect. It asks by GET, which the endpoint refuses before anything is counted or kept; that it
 * is really ours shows in the request id it sends back, and in how it refuses.
 */
@Component
class EndpointProbe implements Probe {

  static final String PATH = "/api/webhooks/midtrans";

  /** A certificate that ends sooner is no certificate to sleep on. */
  static final int DAYS_LEFT_MIN = 14;

  private static final Duration CONNECT_MAX = Duration.ofSeconds(3);
  private static final Duration ANSWER_MAX = Duration.ofSeconds(6);
  private static final String REQUEST_ID = "X-Request-Id";
  private static final int METHOD_NOT_ALLOWED = 405;

  private final URI address;
  private final HttpClient http;
  private final InstantSource clock;

  @Autowired
  EndpointProbe(
      @Value("${agentbar.public-url:http://localhost:8080}") String publicUrl, InstantSource clock)
      throws GeneralSecurityException {
    this(publicUrl, clock, SSLContext.getDefault());
  }

  EndpointProbe(String publicUrl, InstantSource clock, SSLContext trust) {
    this.address = URI.create(publicUrl.replaceAll("/+$", "") + PATH);
    this.clock = clock;
    SSLParameters upToTls12 = trust.getDefaultSSLParameters();
    upToTls12.setProtocols(new String[] {"TLSv1.2"});
    this.http =
        HttpClient.newBuilder()
            .connectTimeout(CONNECT_MAX)
            .followRedirects(HttpClient.Redirect.NEVER)
            .sslContext(trust)
            .sslParameters(upToTls12)
            .version(HttpClient.Version.HTTP_1_1)
            .build();
  }

  /**
   * An answer, as far as it counts.
   *
   * @param certificateDays how long the certificate is good for; nothing without TLS
   */
  record Answer(
      int status, boolean isOurs, String location, OptionalLong certificateDays, long tookMs) {}

  @Override
  public ProbeName name() {
    return ProbeName.ENDPOINT;
  }

  @Override
  public Finding look() {
    String id = "probe-" + UUID.randomUUID();
    HttpRequest request =
        HttpRequest.newBuilder(address).timeout(ANSWER_MAX).header(REQUEST_ID, id).GET().build();
    long startedNanos = System.nanoTime();
    try {
      HttpResponse<Void> response = http.send(request, BodyHandlers.discarding());
      long tookMs = Duration.ofNanos(System.nanoTime() - startedNanos).toMillis();
      return judge(answer(response, id, tookMs));
    } catch (HttpTimeoutException _) {
      return Finding.bad("endpoint webhook tidak menjawab", "the webhook endpoint does not answer");
    } catch (SSLException failure) {
      return untrusted(failure);
    } catch (IOException failure) {
      String why = failure.getClass().getSimpleName();
      return Finding.bad(
          "endpoint webhook tidak bisa dijangkau (%s)".formatted(why),
          "the webhook endpoint cannot be reached (%s)".formatted(why));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return Finding.unknown("pemeriksaan terputus", "the look was cut off");
    }
  }

  static Finding judge(Answer answer) {
    if (answer.status() / 100 == 3) {
      return Finding.bad(
          "endpoint webhook mengalihkan ke %s; Midtrans tidak mengikuti"
              .formatted(answer.location()),
          "the webhook endpoint redirects to %s, which Midtrans does not follow"
              .formatted(answer.location()));
    }
    if (!answer.isOurs()) {
      return Finding.bad(
          "alamat webhook dijawab %d, bukan oleh program ini".formatted(answer.status()),
          "the webhook address answers %d, and it is not this program".formatted(answer.status()));
    }
    if (answer.certificateDays().isEmpty()) {
      return Finding.good(
          "endpoint webhook menjawab dalam %d ms (http tanpa TLS)".formatted(answer.tookMs()),
          "the webhook endpoint answers in %d ms (http, no TLS)".formatted(answer.tookMs()));
    }
    long days = answer.certificateDays().getAsLong();
    return Finding.of(
        days >= DAYS_LEFT_MIN,
        "endpoint webhook menjawab dalam %d ms, TLS 1.2, sertifikat berlaku %d hari lagi"
            .formatted(answer.tookMs(), days),
        "the webhook endpoint answers in %d ms, TLS 1.2, certificate good for %d more days"
            .formatted(answer.tookMs(), days));
  }

  private Answer answer(HttpResponse<?> response, String id, long tookMs) throws SSLException {
    boolean isOurs =
        response.statusCode() == METHOD_NOT_ALLOWED
            && response.headers().firstValue(REQUEST_ID).filter(id::equals).isPresent()
            && response.headers().firstValue("Allow").filter(it -> it.contains("POST")).isPresent();
    String location = response.headers().firstValue("Location").orElse("");
    return new Answer(
        response.statusCode(),
        isOurs,
        location.substring(0, Math.min(location.length(), 100)),
        response.sslSession().isPresent()
            ? OptionalLong.of(daysLeft(response.sslSession().get()))
            : OptionalLong.empty(),
        tookMs);
  }

  private long daysLeft(SSLSession session) throws SSLPeerUnverifiedException {
    Certificate first = session.getPeerCertificates()[0];
    Instant end =
        first instanceof X509Certificate own ? own.getNotAfter().toInstant() : Instant.EPOCH;
    return Duration.between(clock.instant(), end).toDays();
  }

  /**
   * No common version, or a certificate that nobody vouches for, that ended, or of another host.
   */
  private static Finding untrusted(SSLException failure) {
    boolean version = String.valueOf(failure.getMessage()).contains("protocol_version");
    return version
        ? Finding.bad(
            "endpoint webhook menolak TLS 1.2; Midtrans tidak bisa mengirim",
            "the webhook endpoint refuses TLS 1.2; Midtrans cannot post")
        : Finding.bad(
            "sertifikat endpoint webhook tidak sah; Midtrans tidak bisa mengirim",
            "the webhook endpoint's certificate is not valid; Midtrans cannot post");
  }
}
