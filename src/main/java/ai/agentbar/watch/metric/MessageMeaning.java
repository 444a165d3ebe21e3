package ai.agentbar.watch.metric;

import ai.agentbar.event.StoredEvent;
import ai.agentbar.watch.metric.Changes.MessageChange;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an event about a message to a buyer counts as. Each tells which state the message left and
 * which it entered, so every gauge is a sum of changes and no order of the events is needed. Alert
 * messages share the categories and have other names.
 */
final class MessageMeaning {

  private static final String OURS = "MESSAGE_";
  private static final String UNCONFIRMED = "MESSAGE_UNCONFIRMED";

  /** Every state but PENDING, which only counts among the waiting. */
  private static final Map<String, Metric> GAUGES =
      Map.of(
          "RETRYING", Metric.OUTBOX_RETRYING,
          "SENT", Metric.OUTBOX_SENT,
          "FAILED", Metric.OUTBOX_FAILED,
          "UNKNOWN", Metric.OUTBOX_UNKNOWN,
          "SKIPPED", Metric.OUTBOX_SKIPPED);

  private static final Map<String, Metric> COUNTERS =
      Map.of(
          "SENT", Metric.OUTBOX_SENT_COUNT,
          "FAILED", Metric.OUTBOX_FAILED_COUNT,
          "SKIPPED", Metric.OUTBOX_SKIPPED_COUNT);

  private static final Map<String, Metric> BY_TEMPLATE =
      Map.of(
          "SENT", Metric.OUTBOX_TEMPLATE_SENT_COUNT,
          "FAILED", Metric.OUTBOX_TEMPLATE_FAILED_COUNT);

  private MessageMeaning() {}

  static void tell(StoredEvent event, Folded folded) {
    if (!event.name().startsWith(OURS)) {
      return;
    }
    String from = event.text("from");
    String to = event.text("to");
    String channel = event.text("channel");
    Instant at = event.occurredAt();
    if (from.isEmpty()) {
      folded.count(Metric.OUTBOX_CREATED_COUNT, channel, 1, at);
    }
    gauge(from, -1, at, folded);
    gauge(to, 1, at, folded);
    waiting(event, folded);
    if (!from.equals(to)) {
      count(COUNTERS.get(to), channel, at, folded);
      count(BY_TEMPLATE.get(to), event.text("template"), at, folded);
    }
    boolean ended = to.equals("SENT") || to.equals("UNKNOWN");
    if (event.text("possible_double").equals("true") && ended) {
      folded.count(Metric.OUTBOX_POSSIBLE_DOUBLE_COUNT, channel, 1, at);
    }
  }

  /** What a provider told of a message it had taken, or that it told nothing. */
  static void report(StoredEvent event, Folded folded) {
    if (event.name().equals(UNCONFIRMED)) {
      folded.count(Metric.OUTBOX_UNCONFIRMED_COUNT, event.text("channel"), 1, event.occurredAt());
    }
  }

  private static void count(@Nullable Metric counter, String label, Instant at, Folded folded) {
    if (counter != null) {
      folded.count(counter, label, 1, at);
    }
  }

  private static void gauge(String state, long change, Instant at, Folded folded) {
    if (isWaiting(state)) {
      folded.change(Metric.OUTBOX_PENDING, change, at);
    }
    Metric gauge = GAUGES.get(state);
    if (gauge != null) {
      folded.change(gauge, change, at);
    }
  }

  private static void waiting(StoredEvent event, Folded folded) {
    boolean before = isWaiting(event.text("from"));
    boolean after = isWaiting(event.text("to"));
    if (before != after) {
      folded.change(
          event.text("outbox_id"),
          after ? MessageChange.beganToWait(event.occurredAt()) : MessageChange.WAITS_NO_LONGER);
    }
  }

  private static boolean isWaiting(String state) {
    return state.equals("PENDING") || state.equals("SENDING") || state.equals("RETRYING");
  }
}
