package ai.agentbar.sandbox.fault;

/**
 * Midtrans' own interfaces.
 *
 * @param midtransDown every interface answers 5xx, and the payment page is unavailable
 * @param snapDown creating a payment answers 500
 * @param createTimeout a payment is created, and the answer never comes
 * @param webhookBeforeAnswer a method is chosen at once and its notification arrives before the
 *     answer 201 does
 * @param statusDown the Core API answers 500
 * @param statusHtml the Core API answers 503 with a proxy's HTML page
 * @param statusLimited GET status answers HTTP 429
 * @param statusLimitedBody GET status answers HTTP 200, and 429 in its body
 * @param statusSlowMs how long GET status takes before its answer leaves
 * @param danaOrderId GET status knows transaction ids only, and names them in {@code order_id}
 * @param pendingPastDeadline nothing expires by itself
 * @param expireThenSettle who pays a pending transaction is first told expired, then settled
 * @param reverseSettled each settlement by virtual account, bill or at a shop is taken back minutes
 *     later
 * @param slowMs how long Midtrans takes before an answer leaves; what was asked is done at once
 */
public record MidtransFaults(
    boolean midtransDown,
    boolean snapDown,
    boolean createTimeout,
    boolean webhookBeforeAnswer,
    boolean statusDown,
    boolean statusHtml,
    boolean statusLimited,
    boolean statusLimitedBody,
    int statusSlowMs,
    boolean danaOrderId,
    boolean pendingPastDeadline,
    boolean expireThenSettle,
    boolean reverseSettled,
    int slowMs) {

  static final MidtransFaults NONE =
      new MidtransFaults(
          false, false, false, false, false, false, false, false, 0, false, false, false, false, 0);

  public MidtransFaults {
    Range.slowMs("status_slow_ms", statusSlowMs);
    Range.slowMs("slow_ms", slowMs);
  }
}
