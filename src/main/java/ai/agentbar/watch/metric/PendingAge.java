package ai.agentbar.watch.metric;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** How long an order has waited for its payment, in the bands a board shows. */
public enum PendingAge {
  UNDER_5(0, "0-5"),
  FROM_5(5, "5-15"),
  FROM_15(15, "15-30"),
  FROM_30(30, "30-60"),
  FROM_60(60, "60+");

  static final List<String> LABELS = Stream.of(values()).map(PendingAge::label).toList();

  private final long fromMinutes;
  private final String label;

  PendingAge(long fromMinutes, String label) {
    this.fromMinutes = fromMinutes;
    this.label = label;
  }

  /** The age with which the band begins; it ends where the next one begins. */
  public Duration from() {
    return Duration.ofMinutes(fromMinutes);
  }

  /** In minutes, as {@code /metrics} names it: {@code 5-15}. */
  public String label() {
    return label;
  }
}
