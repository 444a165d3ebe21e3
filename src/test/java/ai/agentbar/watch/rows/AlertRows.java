package ai.agentbar.watch.rows;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;

/** Section 3, the lines below "Alert jika": number, duration, receivers, and both sides of it. */
final class AlertRows {

  private static final Set<String> PRODUCT = Set.of("Product", "Tech Lead");
  private static final Set<String> TECH = Set.of("Tech Lead", "DevOps");
  private static final Set<String> OPS = Set.of("Ops", "DevOps");
  private static final Set<String> DEVOPS = Set.of("DevOps");

  private final Rehearsal rehearsal;

  AlertRows(Rehearsal rehearsal) {
    this.rehearsal = rehearsal;
  }

  /**
   * What a drill must have shown.
   *
   * @param numbers the rule in {@link RuleWords}
   * @param below what it said just below, as people read it
   * @param above the number at which it fired
   */
  private record Shown(String drill, String numbers, Set<String> teams, String below, long above) {}

  List<Row> all() {
    return List.of(
        row(
            "3.1",
            "- `paid / attempt < 80%` selama 30 menit",
            new Shown(
                "conversion",
                "payment_paid_count / payment_attempt_count < 80% in 30m, of 50 or more",
                PRODUCT,
                "80 %",
                79)),
        row(
            "3.2",
            "- `webhook_processing_error > 0`",
            new Shown("processing", "webhook_processing_error > 0 in 1m", TECH, "0", 1)),
        row(
            "3.2",
            "- `webhook_invalid_signature spike`",
            new Shown(
                "forgery",
                "webhook_invalid_signature >= 20 and > 5 times the usual in 5m",
                TECH,
                "19",
                20)),
        row(
            "3.2",
            "- `webhook_received = 0` selama 10 menit (jam ramai)",
            new Shown(
                "silence",
                "webhook_received_total = 0 in 10m of busy hours, with 3 attempts or more",
                TECH,
                "9m 59s",
                600)),
        row(
            "3.3",
            "- Pending aging > threshold (mis. > 20 order > 30 menit)",
            new Shown("aging", "orders_pending_aging > 20", Set.of("Ops", "Product"), "20", 21)),
        row(
            "3.4",
            "- `outbox_pending > 20`",
            new Shown("backlog", "outbox_pending > 20 for 2m", OPS, "20", 21)),
        row("3.4", "- `outbox_failed > 0`", new Shown("failure", "outbox_failed > 0", OPS, "0", 1)),
        row(
            "3.4",
            "- `outbox_latency > 5 menit`",
            new Shown("latency", "outbox_latency > 300", OPS, "5m", 301)),
        row(
            "3.5",
            "- Worker mati",
            new Shown("worker", "worker_alive < worker_expected", DEVOPS, "1", 0)),
        row(
            "3.5",
            "- Scheduler mati",
            new Shown("scheduler", "scheduler_alive < scheduler_expected", DEVOPS, "1", 0)),
        row(
            "3.5",
            "- Job timeout",
            new Shown("timeout", "job_timeout_count > 0 in 1m", DEVOPS, "0", 1)));
  }

  private Row row(String section, String line, Shown shown) {
    return Row.of(
        section,
        line,
        () -> {
          Drilled drilled = rehearsal.of(shown.drill());
          assertThat(RuleWords.of(drilled.rule())).isEqualTo(shown.numbers());
          assertThat(drilled.below()).as("did not fire at").isEqualTo(shown.below());
          assertThat(drilled.value()).as("fired at").isEqualTo(shown.above());
          assertThat(drilled.mailed()).as("by mail").isEqualTo(shown.teams());
          assertThat(drilled.slacked()).as("by Slack").isEqualTo(shown.teams());
        });
  }
}
