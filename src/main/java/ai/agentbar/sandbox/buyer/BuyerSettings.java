package ai.agentbar.sandbox.buyer;

import ai.agentbar.sandbox.base.Pace;
import java.net.URI;
import java.util.List;

/**
 * Who comes to the shop, and how often.
 *
 * @param packageIds what is bought, each as often as it stands in the list
 * @param perMinute how many begin an order each minute, once {@code enabled}
 */
public record BuyerSettings(
    URI shopUrl, List<String> packageIds, boolean enabled, double perMinute, Pace pace, long seed) {

  public BuyerSettings {
    packageIds = List.copyOf(packageIds);
  }
}
