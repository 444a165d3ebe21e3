package ai.agentbar.web;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How often somebody may call.
 *
 * @param ordersPerMinute orders placed and payments opened from one address
 * @param keyPerMinute requests with one API key
 * @param trustedAddresses whose orders are not counted: this machine, and a shop that places the
 *     orders of all its buyers from one address
 */
@ConfigurationProperties("agentbar.limit")
record LimitSettings(
    @DefaultValue("60") int ordersPerMinute,
    @DefaultValue("600") int keyPerMinute,
    @DefaultValue({"127.0.0.1", "::1"}) List<String> trustedAddresses) {

  LimitSettings {
    if (ordersPerMinute < 1 || keyPerMinute < 1) {
      throw new IllegalArgumentException("agentbar.limit: at least 1 a minute");
    }
  }
}
