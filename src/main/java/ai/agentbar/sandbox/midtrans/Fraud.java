package ai.agentbar.sandbox.midtrans;

import java.util.Locale;

/** What Midtrans' fraud check thinks of a payment. */
enum Fraud {
  ACCEPT,
  CHALLENGE,
  DENY;

  String wire() {
    return name().toLowerCase(Locale.ROOT);
  }
}
