package ai.agentbar.payment.reconciliation;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How often Midtrans is asked.
 *
 * @param silentAfter notifications count as silent when payments are open and no genuine one was
 *     stored for so long; every wait is a tenth then
 * @param perSecond questions and requests a second of this process' jobs; a part of {@code
 *     agentbar.midtrans.per-second}, and below it, or a run delays the confirmation of
 *     notifications
 */
@ConfigurationProperties("agentbar.reconciliation")
record ReconciliationSettings(
    @DefaultValue("10m") Duration silentAfter, @DefaultValue("10") int perSecond) {

  /** Below it a handful of orders, with a few questions each, would run out of time. */
  private static final int PER_SECOND_MIN = 5;

  private static final int PER_SECOND_MAX = 10_000;

  ReconciliationSettings {
    if (silentAfter.isNegative() || silentAfter.isZero()) {
      throw new IllegalArgumentException(
          "agentbar.reconciliation.silent-after is longer than nothing, not " + silentAfter);
    }
    if (perSecond < PER_SECOND_MIN || perSecond > PER_SECOND_MAX) {
      throw new IllegalArgumentException(
          "agentbar.reconciliation.per-second lies between %d and %d, not %d"
              .formatted(PER_SECOND_MIN, PER_SECOND_MAX, perSecond));
    }
  }
}
