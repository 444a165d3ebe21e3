package ai.agentbar.notification.channel;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hc.client5.http.DnsResolver;

/**
 * Resolves names to addresses of the public internet and to no others, so that nobody can make this
 * program call something inside its own network. What is returned here is what is connected to, a
 * second look-up that could say something else does not happen; addresses written as numbers, in
 * whatever notation, pass through here too. (An IPv4 address inside an IPv6 one is unwrapped by
 * Java.)
 *
 * <p>Sources: IANA's special-purpose address registries for IPv4 and IPv6.
 */
final class PublicAddresses implements DnsResolver {

  /** Every address of the name is one that is never connected to. */
  static final class RefusedAddressException extends UnknownHostException {
    RefusedAddressException(String host) {
      super(
          "%s is not an address of the public internet (agentbar.webhook.allow-private-addresses)"
              .formatted(host));
    }
  }

  /** All addresses of a name, as they are now. */
  interface Names {
    InetAddress[] allOf(String host) throws UnknownHostException;
  }

  private static final List<AddressRange> NOT_PUBLIC =
      Stream.of(
              // This network, private, shared by carriers, loopback, link-local with the clouds'
              // metadata, private, protocol assignments, documentation, 6to4 relays, private,
              // benchmarks, documentation twice, multicast, reserved with broadcast.
              "0.0.0.0/8",
              "10.0.0.0/8",
              "100.64.0.0/10",
              "127.0.0.0/8",
              "169.254.0.0/16",
              "172.16.0.0/12",
              "192.0.0.0/24",
              "192.0.2.0/24",
              "192.88.99.0/24",
              "192.168.0.0/16",
              "198.18.0.0/15",
              "198.51.100.0/24",
              "203.0.113.0/24",
              "224.0.0.0/4",
              "240.0.0.0/4",
              // Protocol assignments with Teredo and benchmarks, documentation, 6to4,
              // documentation.
              "2001::/23",
              "2001:db8::/32",
              "2002::/16",
              "3fff::/20")
          .map(AddressRange::parse)
          .toList();

  /**
   * The only part of IPv6 given out for the internet: unique-local, link-local and so on are not in
   * it.
   */
  private static final AddressRange GLOBAL_UNICAST = AddressRange.parse("2000::/3");

  private final Names names;

  PublicAddresses() {
    this(InetAddress::getAllByName);
  }

  PublicAddresses(Names names) {
    this.names = names;
  }

  @Override
  public InetAddress[] resolve(String host) throws UnknownHostException {
    InetAddress[] all = names.allOf(host);
    InetAddress[] open =
        Arrays.stream(all).filter(PublicAddresses::isPublic).toArray(InetAddress[]::new);
    if (open.length == 0) {
      throw new RefusedAddressException(host);
    }
    return open;
  }

  /** Not asked for a connection, and not looked up for anything else. */
  @Override
  public String resolveCanonicalHostname(String host) {
    return host;
  }

  static boolean isPublic(InetAddress address) {
    return (address instanceof Inet4Address || GLOBAL_UNICAST.contains(address))
        && NOT_PUBLIC.stream().noneMatch(range -> range.contains(address));
  }
}
