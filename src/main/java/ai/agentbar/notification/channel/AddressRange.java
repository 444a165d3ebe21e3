package ai.agentbar.notification.channel;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * Addresses with the same first bits: {@code 10.0.0.0/8}.
 *
 * @param network any address of the range
 * @param bits how many of its first bits they share
 */
record AddressRange(InetAddress network, int bits) {

  static AddressRange parse(String notation) {
    int slash = notation.indexOf('/');
    try {
      return new AddressRange(
          InetAddress.getByName(notation.substring(0, slash)),
          Integer.parseInt(notation.substring(slash + 1)));
    } catch (UnknownHostException failure) {
      throw new IllegalArgumentException("not a range of addresses: " + notation, failure);
    }
  }

  boolean contains(InetAddress address) {
    byte[] own = network.getAddress();
    byte[] other = address.getAddress();
    int rest = own.length * Byte.SIZE - bits;
    return own.length == other.length
        && new BigInteger(1, own)
            .shiftRight(rest)
            .equals(new BigInteger(1, other).shiftRight(rest));
  }
}
