package ai.agentbar.notification.channel;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.HttpEntityWrapper;
import org.apache.hc.core5.util.Timeout;

/**
 * Posts one JSON body over HTTP/1.1. No redirect, no second try, no cookie, no proxy, no
 * compression; the answer is read up to a limit and not beyond. Any thread.
 *
 * <p>Every post has a connection of its own: one kept from before may be closed by the other side
 * just as it is used again, and then nobody knows whether the message arrived.
 */
final class Poster {

  static final int ANSWER_LENGTH_MAX = 64 * 1024;
  private static final int CONNECTIONS_MAX = 100;
  private static final int HEADER_LINE_LENGTH_MAX = 8 * 1024;
  private static final int HEADERS_MAX = 100;

  /** What came back; {@code body} holds {@link #ANSWER_LENGTH_MAX} bytes at most. */
  record Answer(int status, String body, Optional<Duration> retryAfter) {}

  private final CloseableHttpClient http;
  private final Duration limit;
  private final InstantSource clock;

  Poster(DnsResolver names, Duration connectMax, Duration readMax, InstantSource clock) {
    this.http = client(names, Timeout.of(connectMax), Timeout.of(readMax));
    this.limit = connectMax.plus(readMax);
    this.clock = clock;
  }

  /** How long a whole try may take. */
  Duration limit() {
    return limit;
  }

  Answer post(URI address, Map<String, String> headers, byte[] body, Departure departure)
      throws IOException {
    HttpPost request = new HttpPost(address);
    headers.forEach(request::setHeader);
    request.setHeader(HttpHeaders.CONNECTION, "close");
    request.setEntity(
        new Departing(new ByteArrayEntity(body, ContentType.APPLICATION_JSON), departure));
    try {
      return answer(http.executeOpen(null, request, HttpClientContext.create()));
    } finally {
      // Closes the connection at once: closing the answer itself would read it to its end.
      request.cancel();
    }
  }

  private Answer answer(ClassicHttpResponse response) throws IOException {
    HttpEntity entity = response.getEntity();
    byte[] body = entity == null ? new byte[0] : entity.getContent().readNBytes(ANSWER_LENGTH_MAX);
    Header retryAfter = response.getFirstHeader(HttpHeaders.RETRY_AFTER);
    return new Answer(
        response.getCode(),
        new String(body, StandardCharsets.UTF_8),
        retryAfter == null
            ? Optional.empty()
            : RetryAfter.parse(String.valueOf(retryAfter.getValue()), clock.instant()));
  }

  private static CloseableHttpClient client(DnsResolver names, Timeout connect, Timeout read) {
    return HttpClientBuilder.create()
        .setConnectionManager(
            PoolingHttpClientConnectionManagerBuilder.create()
                .setDnsResolver(names)
                .setMaxConnTotal(CONNECTIONS_MAX)
                .setMaxConnPerRoute(CONNECTIONS_MAX)
                .setConnectionFactory(
                    ManagedHttpClientConnectionFactory.builder()
                        .http1Config(
                            Http1Config.custom()
                                .setMaxLineLength(HEADER_LINE_LENGTH_MAX)
                                .setMaxHeaderCount(HEADERS_MAX)
                                .build())
                        .build())
                .setDefaultConnectionConfig(
                    ConnectionConfig.custom()
                        .setConnectTimeout(connect)
                        .setSocketTimeout(read)
                        .build())
                .build())
        .setDefaultRequestConfig(
            RequestConfig.custom()
                .setConnectionRequestTimeout(connect)
                .setResponseTimeout(read)
                .setProtocolUpgradeEnabled(false)
                .build())
        .setConnectionReuseStrategy((_, _, _) -> false)
        .setUserAgent("AgentBar")
        .disableRedirectHandling()
        .disableAutomaticRetries()
        .disableContentCompression()
        .disableCookieManagement()
        .disableAuthCaching()
        .build();
  }

  /** A body that says when it leaves: the connection stands, nothing of it is written yet. */
  private static final class Departing extends HttpEntityWrapper {

    private final Departure departure;

    Departing(HttpEntity body, Departure departure) {
      super(body);
      this.departure = departure;
    }

    @Override
    public void writeTo(OutputStream stream) throws IOException {
      departure.leave();
      super.writeTo(stream);
    }
  }
}
