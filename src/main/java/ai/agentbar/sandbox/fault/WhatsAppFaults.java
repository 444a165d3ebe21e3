package ai.agentbar.sandbox.fault;

/**
 * WhatsApp's Cloud API and its status webhooks.
 *
 * @param whatsappDown it answers 503 without an error body of its own
 * @param whatsappErrorCode every message is refused with this code of Meta's, 0 for none
 * @param whatsappErrorShare share of the messages that are refused, 0 to 1; with the code above or,
 *     where that is 0, with 131000 (something went wrong)
 * @param whatsappTimeoutShare share of the messages that are accepted without an answer, 0 to 1
 * @param whatsappHold messages are answered {@code held_for_quality_assessment}
 * @param whatsappHeldForMs when a held message goes on after all, 0 for never
 * @param whatsappFailedCode accepted messages fail afterwards: a status webhook with this code, 0
 *     for none
 * @param whatsappStatusLost no status webhook leaves
 * @param whatsappStatusReorder read is told before delivered, and that before sent
 * @param whatsappStatusDuplicate extra copies of each status webhook
 * @param whatsappSkipDelivered read is told and delivered never
 * @param whatsappStatusForged status webhooks are signed with a foreign secret
 */
public record WhatsAppFaults(
    boolean whatsappDown,
    int whatsappErrorCode,
    double whatsappErrorShare,
    double whatsappTimeoutShare,
    boolean whatsappHold,
    int whatsappHeldForMs,
    int whatsappFailedCode,
    boolean whatsappStatusLost,
    boolean whatsappStatusReorder,
    int whatsappStatusDuplicate,
    boolean whatsappSkipDelivered,
    boolean whatsappStatusForged) {

  static final WhatsAppFaults NONE =
      new WhatsAppFaults(false, 0, 0, 0, false, 0, 0, false, false, 0, false, false);

  private static final int CODE_MAX = 999_999;
  private static final int HELD_FOR_MS_MAX = 3_600_000;
  private static final int COPIES_MAX = 100;

  public WhatsAppFaults {
    Range.within("whatsapp_error_code", whatsappErrorCode, CODE_MAX);
    Range.share("whatsapp_error_share", whatsappErrorShare);
    Range.share("whatsapp_timeout_share", whatsappTimeoutShare);
    Range.within("whatsapp_held_for_ms", whatsappHeldForMs, HELD_FOR_MS_MAX);
    Range.within("whatsapp_failed_code", whatsappFailedCode, CODE_MAX);
    Range.within("whatsapp_status_duplicate", whatsappStatusDuplicate, COPIES_MAX);
  }
}
