package ai.agentbar.kernel;

import com.fasterxml.jackson.annotation.JsonValue;
import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;

/**
 * A phone number that can exist, in E.164 ({@code +6281234567890}). A number without country code
 * is Indonesian. Its {@link #toString} and its JSON are masked.
 */
public record Phone(String e164) {

  private static final String DEFAULT_REGION = "ID";
  private static final int TEXT_LENGTH_MAX = 40;

  public Phone {
    e164 = normalise(e164);
  }

  /** {@code +62*******890}. */
  @JsonValue
  public String masked() {
    int shown = 3;
    return e164.substring(0, shown)
        + "*".repeat(e164.length() - 2 * shown)
        + e164.substring(e164.length() - shown);
  }

  @Override
  public String toString() {
    return masked();
  }

  private static String normalise(String text) {
    PhoneNumberUtil numbers = PhoneNumberUtil.getInstance();
    try {
      if (text.length() <= TEXT_LENGTH_MAX) {
        PhoneNumber number = numbers.parse(text, DEFAULT_REGION);
        if (numbers.isValidNumber(number)) {
          return numbers.format(number, PhoneNumberFormat.E164);
        }
      }
    } catch (NumberParseException _) {
      // Falls through to the one answer for every text that is no number.
    }
    throw new IllegalArgumentException(
        "not a valid phone number, expected for example 081234567890 or +6281234567890");
  }
}
