package ai.agentbar.watch.metric;

import java.util.Map;

/**
 * Gauges of a room that this one must not know: whoever may know both tells them, and one of the
 * processes samples them every few seconds.
 */
public interface SharedGauges {

  /** For the log, where they could not be read: {@code reminders}. */
  String name();

  /** Read in a transaction with short limits, so by a statement or two; gauges without labels. */
  Map<Metric, Long> read();
}
