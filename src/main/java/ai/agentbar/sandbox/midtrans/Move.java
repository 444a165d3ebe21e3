package ai.agentbar.sandbox.midtrans;

/** What became of an attempt to change a transaction. */
sealed interface Move {

  record Done(Transaction transaction) implements Move {}

  record Unknown() implements Move {}

  /** The code and text are Midtrans' own. */
  record Refused(String statusCode, String reason) implements Move {

    static Refused wrongState() {
      return new Refused("412", "Merchant cannot modify the status of the transaction");
    }
  }
}
