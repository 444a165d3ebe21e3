package ai.agentbar.sandbox.fault;

/**
 * What is broken in the outside world. Every field is off in {@link #NONE}; several may be on at
 * once.
 *
 * @param lose share of the delivery attempts of genuine notifications that never leave, 0 to 1
 * @param delayMs how long each notification waits before it leaves
 * @param duplicate extra copies of each notification, sent at the same moment
 * @param reorder notifications are held in small groups and leave in reverse order
 * @param forgePerSecond notifications a second that are signed with a key that is not the
 *     merchant's
 * @param forgeValidSignature each notification is followed by a copy whose status is another while
 *     its signature still verifies
 * @param midtransDown every Midtrans interface answers 5xx, and the payment page is unavailable
 * @param snapDown creating a payment answers 500
 * @param statusDown the Core API answers 500
 * @param statusHtml the Core API answers 503 with a proxy's HTML page
 * @param slowMs how long Midtrans takes before an answer leaves; what was asked is done at once
 * @param wrongAmount notifications and status answers name another amount, properly signed
 * @param wrongCurrency notifications and status answers are in USD
 * @param unknownStatus notifications and status answers carry a status nobody documented
 * @param extraFields notifications and status answers carry fields nobody documented
 * @param missingFraudStatus notifications and status answers leave fraud_status out
 * @param upperCaseStatus notifications and status answers write the status in capitals
 * @param mailDown the mail server refuses every message for now (421)
 * @param slackDown the Slack receiver answers 500
 */
public record Faults(
    double lose,
    int delayMs,
    int duplicate,
    boolean reorder,
    double forgePerSecond,
    boolean forgeValidSignature,
    boolean midtransDown,
    boolean snapDown,
    boolean statusDown,
    boolean statusHtml,
    int slowMs,
    boolean wrongAmount,
    boolean wrongCurrency,
    boolean unknownStatus,
    boolean extraFields,
    boolean missingFraudStatus,
    boolean upperCaseStatus,
    boolean mailDown,
    boolean slackDown) {

  public static final Faults NONE =
      new Faults(
          0, 0, 0, false, 0, false, false, false, false, false, 0, false, false, false, false,
          false, false, false, false);

  public static final int DELAY_MS_MAX = 3_600_000;
  public static final int DUPLICATE_MAX = 100;
  public static final double FORGE_PER_SECOND_MAX = 500;
  public static final int SLOW_MS_MAX = 60_000;

  public Faults {
    within("lose", lose, 1);
    within("delay_ms", delayMs, DELAY_MS_MAX);
    within("duplicate", duplicate, DUPLICATE_MAX);
    within("forge_per_second", forgePerSecond, FORGE_PER_SECOND_MAX);
    within("slow_ms", slowMs, SLOW_MS_MAX);
  }

  private static void within(String field, double value, double max) {
    if (!(value >= 0 && value <= max)) {
      throw new IllegalArgumentException(
          "%s lies between 0 and %.0f, not %s".formatted(field, max, value));
    }
  }
}
