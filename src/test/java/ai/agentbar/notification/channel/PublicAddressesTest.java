package ai.agentbar.notification.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.junit.jupiter.api.Test;

/** A name whose owner wants something inside our network to be called. */
class PublicAddressesTest {

  private static final String HOST = "hook.merchant.example";
  private static final List<List<String>> PRIVATE = List.of(List.of("10.0.0.7", "169.254.169.254"));

  @Test
  void of_a_name_with_public_and_private_addresses_only_the_public_ones_are_called()
      throws Exception {
    PublicAddresses addresses =
        answering(
            List.of(
                List.of("10.0.0.7", "8.8.8.8", "127.0.0.1", "2606:4700:4700::1111", "fd00::1")));

    assertThat(addresses.resolve(HOST))
        .extracting(InetAddress::getHostAddress)
        .containsExactly("8.8.8.8", "2606:4700:4700:0:0:0:0:1111");
  }

  @Test
  void a_name_with_private_addresses_only_is_refused() {
    assertThatThrownBy(() -> answering(PRIVATE).resolve(HOST))
        .isInstanceOf(PublicAddresses.RefusedAddressException.class)
        .hasMessageContaining(HOST);
  }

  @Test
  void a_name_that_becomes_private_is_refused_from_then_on() throws Exception {
    PublicAddresses addresses = answering(List.of(List.of("8.8.8.8"), List.of("127.0.0.1")));

    assertThat(addresses.resolve(HOST)).hasSize(1);
    assertThatThrownBy(() -> addresses.resolve(HOST))
        .isInstanceOf(PublicAddresses.RefusedAddressException.class);
  }

  /** What was looked at is what is called: the second answer would be another one. */
  @Test
  void a_name_is_looked_up_once_for_a_call() throws Exception {
    AtomicInteger lookUps = new AtomicInteger();
    try (ScriptedHttp http = new ScriptedHttp()) {
      http.answers(204, "");
      Poster poster =
          new Poster(
              new SystemDefaultDnsResolver() {
                @Override
                public InetAddress[] resolve(String host) throws UnknownHostException {
                  return new InetAddress[] {
                    InetAddress.getByName(lookUps.incrementAndGet() == 1 ? "127.0.0.1" : "8.8.8.8")
                  };
                }
              },
              Duration.ofSeconds(1),
              Duration.ofSeconds(1),
              InstantSource.system());

      assertThat(post(poster, URI.create(http.url()).getPort()).status()).isEqualTo(204);
      assertThat(http.connections()).isEqualTo(1);
    }
    assertThat(lookUps).hasValue(1);
  }

  private static Poster.Answer post(Poster poster, int port) throws IOException {
    URI address = URI.create("http://%s:%d/hook".formatted(HOST, port));
    return poster.post(address, Map.of(), new byte[] {1}, new Departure(System.nanoTime()));
  }

  /** A name server that gives one answer after the other. */
  private static PublicAddresses answering(List<List<String>> answers) {
    Deque<List<String>> ahead = new ArrayDeque<>(answers);
    return new PublicAddresses(_ -> parse(ahead.removeFirst()));
  }

  private static InetAddress[] parse(List<String> literals) {
    return Stream.of(literals.toArray(String[]::new))
        .map(InetAddress::ofLiteral)
        .toArray(InetAddress[]::new);
  }
}
