package ai.agentbar.staff;

import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What a password must be: long, and not what everybody tries first. No rules on kinds of
 * characters and no expiry, as NIST SP 800-63B advises; they make people write passwords down.
 */
final class PasswordPolicy {

  static final int LENGTH_MIN = 12;

  /** bcrypt reads no further. */
  static final int BYTES_MAX = 72;

  static final int DIFFERENT_MIN = 5;

  /** Parts that carry a guessed password; what is left around them must be long enough itself. */
  private static final List<String> WELL_KNOWN =
      List.of(
          "password",
          "passw0rd",
          "katasandi",
          "rahasia",
          "agentbar",
          "midtrans",
          "admin",
          "welcome",
          "letmein",
          "qwerty",
          "asdfgh",
          "1q2w3e4r",
          "indonesia",
          "jakarta",
          "bismillah",
          "sayang",
          "1234567890",
          "123456",
          "abcdef",
          "2025",
          "2026");

  private static final int OWN_PART_MIN = 6;

  private PasswordPolicy() {}

  /** All that is wrong with it; nothing when it may be used. */
  static Set<Weakness> weaknesses(String password, LoginName login) {
    Set<Weakness> found = EnumSet.noneOf(Weakness.class);
    String lower = password.toLowerCase(Locale.ROOT);
    if (password.codePointCount(0, password.length()) < LENGTH_MIN) {
      found.add(Weakness.TOO_SHORT);
    }
    if (password.getBytes(StandardCharsets.UTF_8).length > BYTES_MAX) {
      found.add(Weakness.TOO_LONG);
    }
    if (password.codePoints().distinct().count() < DIFFERENT_MIN) {
      found.add(Weakness.TOO_UNIFORM);
    }
    if (lower.contains(login.text())) {
      found.add(Weakness.NAMES_YOU);
    }
    if (isWellKnown(lower)) {
      found.add(Weakness.WELL_KNOWN);
    }
    return found;
  }

  private static boolean isWellKnown(String lower) {
    String own = lower;
    for (String part : WELL_KNOWN) {
      own = own.replace(part, "");
    }
    return own.length() < lower.length() && own.length() < OWN_PART_MIN;
  }
}
