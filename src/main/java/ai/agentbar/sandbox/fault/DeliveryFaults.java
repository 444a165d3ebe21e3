package ai.agentbar.sandbox.fault;

/**
 * How notifications travel.
 *
 * @param lose share of the delivery attempts of genuine notifications that never leave, 0 to 1
 * @param delayMs how long each notification waits before it leaves
 * @param duplicate extra copies of each notification, sent concurrently: none leaves before all are
 *     ready to
 * @param repeat extra copies of each notification, each after the one before was answered
 * @param reorder notifications are held in small groups and leave in reverse order
 * @param forgePerSecond notifications a second that are signed with a key that is not the
 *     merchant's
 * @param forgeValidSignature each notification is followed by a copy whose status is another while
 *     its signature still verifies
 */
public record DeliveryFaults(
    double lose,
    int delayMs,
    int duplicate,
    int repeat,
    boolean reorder,
    double forgePerSecond,
    boolean forgeValidSignature) {

  static final DeliveryFaults NONE = new DeliveryFaults(0, 0, 0, 0, false, 0, false);

  private static final int DELAY_MS_MAX = 3_600_000;
  private static final int COPIES_MAX = 100;
  private static final double FORGE_PER_SECOND_MAX = 500;

  public DeliveryFaults {
    Range.share("lose", lose);
    Range.within("delay_ms", delayMs, DELAY_MS_MAX);
    Range.within("duplicate", duplicate, COPIES_MAX);
    Range.within("repeat", repeat, COPIES_MAX);
    Range.within("forge_per_second", forgePerSecond, FORGE_PER_SECOND_MAX);
  }
}
