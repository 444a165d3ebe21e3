package ai.agentbar.payment;

import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How a transaction is paid outside of the payment page: what the buyer types at a bank or tells at
 * a till. As the gateway answered our own question, never as a notification claimed: the signature
 * does not cover it, and whoever swaps the number turns the money away.
 *
 * @param place the bank or the chain of shops, in the gateway's word: {@code bca}; empty where
 *     there is none
 * @param billerCode names the merchant where the code alone does not, or empty
 * @param code the account or the payment code; empty where the page itself shows what to do
 * @param payBefore when the gateway lets the transaction expire, where it says so
 */
public record PaymentInstruction(
    String place, String billerCode, String code, @Nullable Instant payBefore) {

  private static final Pattern CODE = Pattern.compile("[A-Za-z0-9]{0,40}");
  private static final Pattern PLACE = Pattern.compile("[a-z0-9_]{0,30}");

  public PaymentInstruction {
    if (!CODE.matcher(code).matches() || !CODE.matcher(billerCode).matches()) {
      throw new IllegalArgumentException("no account and no payment code looks like this");
    }
    if (!PLACE.matcher(place).matches()) {
      throw new IllegalArgumentException("no bank is called '%s'".formatted(place));
    }
  }

  /** Whether there is something to type or to tell. */
  public boolean hasCode() {
    return !code.isEmpty();
  }
}
