package ai.agentbar.database;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** How long each kind of record is kept: a duration, or the word {@code forever}. */
@ConfigurationProperties("agentbar.retention")
public final class RetentionSettings {

  private static final Duration SHORTEST = Duration.ofDays(1);

  /** Long enough that a watch which stood still over some days of holiday still reads all of it. */
  private static final Duration SHORTEST_OF_WATCH = Duration.ofDays(8);

  private static final Duration SHORTEST_OF_HISTORY = Duration.ofDays(30);

  private final KeptFor rawNotifications;
  private final KeptFor orderHistory;
  private final KeptFor systemEvents;
  private final KeptFor metricBuckets;
  private final KeptFor rejectedNotifications;

  RetentionSettings(
      @DefaultValue("400d") String rawNotifications,
      @DefaultValue("forever") String orderHistory,
      @DefaultValue("30d") String systemEvents,
      @DefaultValue("400d") String metricBuckets,
      @DefaultValue("90d") String rejectedNotifications) {
    this.rawNotifications = parse("raw-notifications", rawNotifications, SHORTEST);
    this.orderHistory = parse("order-history", orderHistory, SHORTEST_OF_HISTORY);
    this.systemEvents = parse("system-events", systemEvents, SHORTEST_OF_WATCH);
    this.metricBuckets = parse("metric-buckets", metricBuckets, SHORTEST_OF_WATCH);
    this.rejectedNotifications = parse("rejected-notifications", rejectedNotifications, SHORTEST);
  }

  /** Notifications that had their effect or were ignored, byte for byte. */
  public KeptFor rawNotifications() {
    return rawNotifications;
  }

  /** Events that belong to an order. */
  public KeptFor orderHistory() {
    return orderHistory;
  }

  /** Every other event. */
  public KeptFor systemEvents() {
    return systemEvents;
  }

  /** What was measured, in ten-second buckets; totals are kept for ever. */
  public KeptFor metricBuckets() {
    return metricBuckets;
  }

  /** Notifications that were turned away at the door. */
  public KeptFor rejectedNotifications() {
    return rejectedNotifications;
  }

  private static KeptFor parse(String name, String text, Duration shortest) {
    return KeptFor.parse("agentbar.retention." + name, text, shortest);
  }
}
