package ai.agentbar.watch.metric;

import ai.agentbar.event.StoredEvent;
import ai.agentbar.watch.metric.Changes.Piece;

/**
 * What the answers to an alert count as: messages to the people on call, which share their
 * categories with the messages to buyers and have other names, and runs of actions.
 */
final class AnswerMeaning {

  private AnswerMeaning() {}

  static void delivery(StoredEvent event, Folded folded) {
    switch (event.name()) {
      case "ALERT_DELIVERY_CREATED", "ALERT_REPEATED", "ALERT_ESCALATED", "ALERT_FALLBACK" -> {
        long deliveries = event.number("deliveries");
        folded.count(Metric.ALERT_DELIVERY_CREATED_COUNT, deliveries, event.occurredAt());
        waiting(event, deliveries, folded);
      }
      case "ALERT_SENT" -> ended(event, Metric.ALERT_DELIVERY_SENT_COUNT, folded);
      case "ALERT_DELIVERY_FAILED" -> ended(event, Metric.ALERT_DELIVERY_FAILED_COUNT, folded);
      case "ALERT_DELIVERY_CANCELLED" ->
          ended(event, Metric.ALERT_DELIVERY_CANCELLED_COUNT, folded);
      default -> {
        // Held or delayed it goes on waiting.
      }
    }
  }

  private static void ended(StoredEvent event, Metric as, Folded folded) {
    folded.count(as, 1, event.occurredAt());
    waiting(event, -1, folded);
  }

  private static void waiting(StoredEvent event, long change, Folded folded) {
    String item = String.join("/", event.text("team"), event.text("firing"), event.text("rule"));
    folded.change(Metric.ALERT_DELIVERY_WAITING, change, event.occurredAt());
    folded.change(new Piece(Pipe.ALERT_DELIVERIES, item), Math.toIntExact(change));
  }

  static void action(StoredEvent event, Folded folded) {
    switch (event.name()) {
      case "ACTION_STARTED" -> run(event, Metric.ACTION_STARTED_COUNT, 1, folded);
      case "ACTION_FINISHED" -> run(event, Metric.ACTION_FINISHED_COUNT, -1, folded);
      case "ACTION_FAILED" -> run(event, Metric.ACTION_FAILED_COUNT, -1, folded);
      default -> {
        // What it measured afterwards moves no run.
      }
    }
  }

  private static void run(StoredEvent event, Metric as, int change, Folded folded) {
    folded.count(as, 1, event.occurredAt());
    folded.change(new Piece(Pipe.ACTION_RUNS, event.text("run")), change);
  }
}
