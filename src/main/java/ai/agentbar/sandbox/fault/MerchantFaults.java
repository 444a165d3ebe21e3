package ai.agentbar.sandbox.fault;

/**
 * The merchant's own webhook receiver. Where several are on, the first of this list that refuses
 * decides.
 *
 * @param merchantGone it answers 410: send nothing more
 * @param merchantLimited it answers 429
 * @param merchantUnavailable it answers 503
 * @param merchantRetryAfterSeconds the Retry-After it sends with 429 and 503, 0 for none
 * @param merchantRedirect it answers 302 and points to another address of the sandbox
 * @param merchantHang it takes the message and never answers
 * @param merchantSlowMs how long it takes before it answers
 */
public record MerchantFaults(
    boolean merchantGone,
    boolean merchantLimited,
    boolean merchantUnavailable,
    int merchantRetryAfterSeconds,
    boolean merchantRedirect,
    boolean merchantHang,
    int merchantSlowMs) {

  static final MerchantFaults NONE = new MerchantFaults(false, false, false, 30, false, false, 0);

  private static final int RETRY_AFTER_SECONDS_MAX = 86_400;

  public MerchantFaults {
    Range.within(
        "merchant_retry_after_seconds", merchantRetryAfterSeconds, RETRY_AFTER_SECONDS_MAX);
    Range.slowMs("merchant_slow_ms", merchantSlowMs);
  }
}
