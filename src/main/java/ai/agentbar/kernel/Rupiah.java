package ai.agentbar.kernel;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.math.BigDecimal;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;

/**
 * An amount of whole rupiah, zero or more. Midtrans takes integers on creation and answers with two
 * decimals ({@code "99000.00"}); both are the same amount here.
 */
public record Rupiah(@JsonValue long amount) implements Comparable<Rupiah> {

  public static final Rupiah ZERO = new Rupiah(0);

  /** Far above what all orders of a shop may sum up to, far below the range of a long. */
  public static final long AMOUNT_MAX = 1_000_000_000_000_000L;

  @JsonCreator
  public Rupiah {
    if (amount < 0 || amount > AMOUNT_MAX) {
      throw new IllegalArgumentException(
          "a rupiah amount lies between 0 and %d, not %d".formatted(AMOUNT_MAX, amount));
    }
  }

  public Rupiah plus(Rupiah other) {
    return new Rupiah(amount + other.amount);
  }

  /**
   * Whether text on the wire names this very amount, however many decimals it is written with. Text
   * that is no number, or a fraction of a rupiah, is never the same amount.
   */
  public boolean isWrittenAs(String wireAmount) {
    if (wireAmount.length() > 32) {
      return false;
    }
    try {
      return new BigDecimal(wireAmount).compareTo(BigDecimal.valueOf(amount)) == 0;
    } catch (NumberFormatException _) {
      return false;
    }
  }

  /** As Midtrans writes it in notifications and status answers: {@code 99000.00}. */
  public String wire() {
    return amount + ".00";
  }

  /** As an Indonesian reads it: {@code Rp 99.000}. */
  @Override
  public String toString() {
    return "Rp "
        + new DecimalFormat("#,##0", DecimalFormatSymbols.getInstance(Locale.of("id", "ID")))
            .format(amount);
  }

  @Override
  public int compareTo(Rupiah other) {
    return Long.compare(amount, other.amount);
  }
}
