package ai.agentbar.staff.audit;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** How entries are chained: each hash is made of the hash before it and of all its entry says. */
final class Chain {

  /** The end of the chain: how many entries there are, and the hash of the last. */
  record Head(long number, String hash) {

    static Head of(long number, byte[] hash) {
      return new Head(number, HexFormat.of().formatHex(hash));
    }

    byte[] bytes() {
      return HexFormat.of().parseHex(hash);
    }
  }

  /** An entry with the hashes that stand beside it. */
  record Link(AuditEntry entry, byte[] previousHash, byte[] hash) {}

  private Chain() {}

  /** The hash of an entry that follows that one. */
  static byte[] hash(byte[] previous, AuditEntry entry) {
    MessageDigest digest = sha256();
    digest.update(previous);
    return digest.digest(canonical(entry));
  }

  /** What is wrong with a link that should follow that head; empty when nothing is. */
  static Optional<String> fault(Head before, Link link) {
    if (link.entry().number() != before.number() + 1) {
      return Optional.of("entry %d is missing".formatted(before.number() + 1));
    }
    if (!Arrays.equals(link.previousHash(), before.bytes())) {
      return Optional.of("entry %d does not follow the one before it".formatted(before.number() + 1));
    }
    return Arrays.equals(link.hash(), hash(link.previousHash(), link.entry()))
        ? Optional.empty()
        : Optional.of("entry %d was changed".formatted(link.entry().number()));
  }

  /** Each field with its length in front, so that no two entries read the same. */
  private static byte[] canonical(AuditEntry entry) {
    ByteArrayOutputStream canonical = new ByteArrayOutputStream();
    for (String field :
        List.of(
            Long.toString(entry.number()),
            entry.at().truncatedTo(ChronoUnit.MICROS).toString(),
            entry.actor().toString(),
            entry.event(),
            entry.subject(),
            entry.reason(),
            entry.message(),
            entry.requestId())) {
      byte[] bytes = field.getBytes(StandardCharsets.UTF_8);
      canonical.writeBytes((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
      canonical.writeBytes(bytes);
    }
    return canonical.toByteArray();
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
