package ai.agentbar.kernel;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Whose address it is, as far as a limit may count: an IPv4 address, or the /64 of an IPv6 one,
 * which a household or a shop has for itself. What is no address stands for itself.
 */
public record Network(String text) {

  private static final int V6_BYTES = 8;

  public static Network of(String address) {
    try {
      return of(InetAddress.ofLiteral(address));
    } catch (IllegalArgumentException _) {
      return new Network(address);
    }
  }

  public static Network of(InetAddress address) {
    byte[] bytes = address.getAddress();
    return new Network(
        HexFormat.of()
            .formatHex(address instanceof Inet6Address ? Arrays.copyOf(bytes, V6_BYTES) : bytes));
  }
}
