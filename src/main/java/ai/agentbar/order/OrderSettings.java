package ai.agentbar.order;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How orders are taken.
 *
 * @param payWithin how long a buyer may take to pay; Midtrans' Snap token lives 24 hours by default
 *     and 7 days at most
 */
@ConfigurationProperties("agentbar.order")
record OrderSettings(@DefaultValue("24h") Duration payWithin) {

  private static final Duration SHORTEST = Duration.ofMinutes(10);
  private static final Duration LONGEST = Duration.ofDays(7);

  OrderSettings {
    if (payWithin.compareTo(SHORTEST) < 0 || payWithin.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "agentbar.order.pay-within lies between %s and %s, not %s"
              .formatted(SHORTEST, LONGEST, payWithin));
    }
  }
}
