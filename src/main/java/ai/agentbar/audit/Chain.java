package ai.agentbar.audit;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** How entries are chained: each hash is made of the hash before it and of all its entry says. */
final class Chain {

  /** Of SHA-256; hashes are written in hexadecimal. */
  private static final int HASH_BYTES = 32;

  /** The end of the chain: how many entries there are, and the hash of the last. */
  record Head(long number, String hash) {

    static final Head BEFORE_THE_FIRST = new Head(0, "00".repeat(HASH_BYTES));
  }

  private Chain() {}

  /** The hash of an entry that follows that one. */
  static String hash(String previous, AuditEntry entry) {
    MessageDigest digest = sha256();
    digest.update(HexFormat.of().parseHex(previous));
    return HexFormat.of().formatHex(digest.digest(canonical(entry)));
  }

  /** What is wrong with a link that should follow that head; empty when nothing is. */
  static Optional<String> fault(Head before, ChainedEntry link) {
    if (link.entry().number() != before.number() + 1) {
      return Optional.of("entry %d is missing".formatted(before.number() + 1));
    }
    if (!link.previousHash().equals(before.hash())) {
      return Optional.of(
          "entry %d does not follow the one before it".formatted(before.number() + 1));
    }
    return link.hash().equals(hash(link.previousHash(), link.entry()))
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
            entry.actor(),
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
