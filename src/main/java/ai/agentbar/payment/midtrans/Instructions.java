package ai.agentbar.payment.midtrans;

import ai.agentbar.kernel.Wib;
import ai.agentbar.payment.PaymentInstruction;
import ai.agentbar.payment.midtrans.WireNotification.VirtualAccount;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the buyer types or tells to pay, as a status answer has it: every method in fields of its
 * own ({@code midtrans.md} 2.2). What is in another form than a number is left out: the payment
 * page still shows it.
 */
final class Instructions {

  private Instructions() {}

  static Optional<PaymentInstruction> in(WireNotification body) {
    try {
      return Optional.of(read(body));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private static PaymentInstruction read(WireNotification body) {
    Instant payBefore = payBefore(body.text("expiry_time"));
    if (!body.accounts().isEmpty()) {
      VirtualAccount account = body.accounts().getFirst();
      return new PaymentInstruction(lower(account.bank()), "", account.number(), payBefore);
    }
    if (body.has("permata_va_number")) {
      return new PaymentInstruction("permata", "", body.text("permata_va_number"), payBefore);
    }
    if (body.has("bill_key")) {
      return new PaymentInstruction(
          "mandiri", body.text("biller_code"), body.text("bill_key"), payBefore);
    }
    return new PaymentInstruction(
        lower(body.text("store")), "", body.text("payment_code"), payBefore);
  }

  private static @Nullable Instant payBefore(String text) {
    try {
      return text.isEmpty() ? null : Wib.parseMidtransTime(text);
    } catch (DateTimeException _) {
      return null;
    }
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
