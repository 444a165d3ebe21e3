package ai.agentbar.sandbox.buyer;

import java.time.Duration;

/** Everything one buyer will do, decided before the buyer enters the shop. */
record BuyerPlan(
    Person person,
    String packageId,
    String method,
    Duration beforeChoosing,
    Duration beforePaying,
    Ending ending) {

  /**
   * The buyer; the address is at example.com and reaches nobody.
   *
   * @param language in which the buyer wants to be written to: {@code id} or {@code en}
   */
  record Person(String name, String email, String phone, String language) {}

  /** How the visit ends. */
  enum Ending {
    PAYS,
    DENIED_THEN_PAYS,
    NEVER_CHOOSES,
    NEVER_PAYS
  }

  /** What the simulator is asked to do when this buyer pays. */
  String payment() {
    return "credit_card".equals(method) ? "capture" : "settle";
  }
}
