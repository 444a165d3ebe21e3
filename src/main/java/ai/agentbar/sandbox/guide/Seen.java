package ai.agentbar.sandbox.guide;

import ai.agentbar.sandbox.midtrans.MidtransSimulator.Story;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * What the outside world saw of a visit.
 *
 * @param payment at Midtrans
 * @param shopStatus the order's state in the shop's word
 * @param mail the subject of the mail to the buyer, or the empty text
 * @param forgeriesRefused how many forged notifications the shop turned away
 * @param alert what on call read, where an alert came
 */
record Seen(
    Story payment, String shopStatus, String mail, long forgeriesRefused, Optional<Alert> alert) {

  static final Seen NOTHING = new Seen(new Story("", "", 0), "", "", 0, Optional.empty());

  /**
   * An alert as it arrived.
   *
   * @param link where the message leads
   * @param after how long it took from the click
   */
  record Alert(String subject, URI link, Duration after) {}

  boolean isPaid() {
    return shopStatus.equals("PAID");
  }
}
