package ai.agentbar.payment.inbox;

/** The bytes of a request as they came. Nobody changes them, and nobody prints them. */
final class RawBody {

  private final byte[] bytes;

  RawBody(byte[] bytes) {
    this.bytes = bytes.clone();
  }

  byte[] bytes() {
    return bytes.clone();
  }

  int length() {
    return bytes.length;
  }
}
