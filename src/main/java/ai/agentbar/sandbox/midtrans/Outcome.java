package ai.agentbar.sandbox.midtrans;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What can happen to a transaction, told from the side of whoever makes it happen. */
enum Outcome {
  SETTLE("Pay", true),
  AUTHORIZE("Pay: amount is held on the card", true),
  CAPTURE("Pay: card is charged", true),
  CHALLENGE("Pay: fraud check has doubts", false),
  ACCEPT("Accept the challenge", true),
  DENY("Bank denies", false),
  EXPIRE("Let it expire", false),
  CANCEL("Cancel", false),
  FAIL("Provider fails", false),
  REVERSE("Bank reverses the payment", false),
  PARTIAL_REFUND("Refund half", false),
  REFUND("Refund everything", false),
  PARTIAL_CHARGEBACK("Card holder charges half back", false),
  CHARGEBACK("Card holder charges back", false);

  private final String label;
  private final boolean good;

  Outcome(String label, boolean good) {
    this.label = label;
    this.good = good;
  }

  /** Its name in a path: {@code partial_refund}. */
  String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What the button says. */
  String label() {
    return label;
  }

  /** Whether the merchant ends up with money by it. */
  boolean isGood() {
    return good;
  }

  /** Whether it is the buyer who pays by it. */
  boolean isPayment() {
    return this == SETTLE || this == AUTHORIZE || this == CAPTURE;
  }

  static Optional<Outcome> named(String text) {
    return Arrays.stream(values()).filter(outcome -> outcome.wire().equals(text)).findFirst();
  }
}
