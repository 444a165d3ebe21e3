package ai.agentbar.sandbox.fault;

/**
 * The mail server.
 *
 * @param mailDown it refuses every message for now (421)
 * @param mailReject it knows no recipient (550 at RCPT)
 * @param mailGreylist a sender and recipient it never saw together is asked to try again (450)
 * @param mailHangGreeting it takes the connection and says nothing
 * @param mailHang it falls silent at MAIL FROM
 * @param mailErrorShare share of the messages it refuses for now (451), 0 to 1
 * @param mailDropShare share of the messages it takes without an answer: the connection ends after
 *     DATA, 0 to 1
 * @param mailSlowMs how long it takes for each message before it answers
 */
public record MailFaults(
    boolean mailDown,
    boolean mailReject,
    boolean mailGreylist,
    boolean mailHangGreeting,
    boolean mailHang,
    double mailErrorShare,
    double mailDropShare,
    int mailSlowMs) {

  static final MailFaults NONE = new MailFaults(false, false, false, false, false, 0, 0, 0);

  public MailFaults {
    Range.share("mail_error_share", mailErrorShare);
    Range.share("mail_drop_share", mailDropShare);
    Range.slowMs("mail_slow_ms", mailSlowMs);
  }
}
