package ai.agentbar.kernel;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * An address a message can be sent to. Its {@link #toString} and its JSON are masked, so that it
 * cannot slip into a log; {@link #address} is the one way to the whole of it.
 */
public record Email(String address) {

  public static final int LENGTH_MAX = 254;

  /**
   * One at-sign, a dotted domain, no white space, no control characters: what SMTP needs. Whether
   * somebody reads it only a message can tell.
   */
  private static final Pattern FORM =
      Pattern.compile(
          "[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}"
              + "@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\\.)+[A-Za-z]{2,63}");

  public Email {
    if (address.length() > LENGTH_MAX || !FORM.matcher(address).matches()) {
      throw new IllegalArgumentException("not an email address, expected name@domain.tld");
    }
    address = address.toLowerCase(Locale.ROOT);
  }

  /** {@code b***@example.com}. */
  @JsonValue
  public String masked() {
    return address.charAt(0) + "***" + address.substring(address.indexOf('@'));
  }

  @Override
  public String toString() {
    return masked();
  }
}
