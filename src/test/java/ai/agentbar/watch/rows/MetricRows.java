package ai.agentbar.watch.rows;

import static org.assertj.core.api.Assertions.assertThat;

import ai.agentbar.watch.metric.Metric;
import ai.agentbar.watch.playbook.Band;
import java.time.Duration;
import java.util.List;

/** Section 3, the tables: each metric stands at 0 from the first second, and its cause moves it. */
final class MetricRows {

  private static final Duration TO_PAY_AND_GRACE = Duration.ofMinutes(123);

  private final World world;
  private final Buyers buyers;
  private final OnCall onCall;
  private final Rehearsal rehearsal;
  private final String firstPage;

  /**
   * @param firstPage what {@code /metrics} said before anybody ordered
   */
  MetricRows(World world, Buyers buyers, OnCall onCall, Rehearsal rehearsal, String firstPage) {
    this.world = world;
    this.buyers = buyers;
    this.onCall = onCall;
    this.rehearsal = rehearsal;
    this.firstPage = firstPage;
  }

  List<Row> payments() {
    return List.of(
        row("3.1", "checkout_created_count | Order dibuat | baseline", "baseline", buyers::order),
        row("3.1", "payment_attempt_count | Snap token dibuat | ≈ order", "≈ order", buyers::order),
        row("3.1", "payment_paid_count | Order PAID | ≥ 95%", "≥ 95 %", buyers::payOne),
        row("3.1", "payment_failed_count | Gagal bayar | ≤ 5%", "≤ 5 %", this::denied),
        row("3.1", "payment_expired_count | Expired | rendah", "rendah, ≤ 5 %", this::expired));
  }

  List<Row> webhooks() {
    return List.of(
        row("3.2", "webhook_received_total | Total webhook masuk", buyers::payOne),
        row("3.2", "webhook_invalid_signature | Webhook invalid", this::forged),
        drilled("3.2", "webhook_processing_error | Error saat proses", "processing", 1),
        moves("3.2", "webhook_latency_ms | Waktu proses webhook", "_count", buyers::payOne));
  }

  List<Row> orders() {
    return List.of(
        row("3.3", "orders_pending | Jumlah PENDING_PAYMENT", buyers::order),
        drilled("3.3", "orders_pending_aging | Pending > X menit", "aging", 21),
        row("3.3", "orders_paid | PAID", buyers::payOne),
        row("3.3", "orders_expired | EXPIRED", this::expired));
  }

  List<Row> messages() {
    return List.of(
        drilled("3.4", "outbox_pending | Job belum terkirim", "backlog", 21),
        row("3.4", "outbox_retrying | Job retry", this::tried),
        drilled("3.4", "outbox_failed | Job gagal", "failure", 1),
        drilled("3.4", "outbox_latency | Waktu kirim", "latency", 301));
  }

  List<Row> processes() {
    return List.of(
        drilled("3.5", "worker_alive | Worker running", "worker", 0),
        drilled("3.5", "scheduler_alive | Scheduler running", "scheduler", 0),
        drilled("3.5", "job_execution_time | Lama eksekusi job", "timeout", 121_000));
  }

  private Row row(String section, String line, Runnable cause) {
    return moves(section, line, "", cause);
  }

  private Row row(String section, String line, String normal, Runnable cause) {
    Row moved = row(section, line, cause);
    Metric metric = Metric.byKey(key(line)).orElseThrow();
    return new Row(
        moved.lines(),
        () -> {
          assertThat(onCall.playbook().band(metric))
              .map(Band::normal)
              .hasValueSatisfying(it -> assertThat(it.indonesian()).isEqualTo(normal));
          moved.shown().run();
        });
  }

  /**
   * @param suffix of the series that is looked at
   */
  private Row moves(String section, String line, String suffix, Runnable cause) {
    String name = key(line) + suffix;
    return Row.of(
        section,
        "| " + line + " |",
        () -> {
          assertThat(World.sum(firstPage, name)).as("at first").isZero();
          double before = world.metric(name);
          cause.run();
          World.until(name + " grows", () -> world.metric(name) > before);
          world.mend();
        });
  }

  /** What its alert's drill brought it to. */
  private Row drilled(String section, String line, String drill, long value) {
    String name = key(line);
    boolean lives = name.endsWith("_alive");
    return Row.of(
        section,
        "| " + line + " |",
        () -> {
          assertThat(World.sum(firstPage, name)).as("at first").isEqualTo(lives ? 1 : 0);
          assertThat(World.sum(rehearsal.of(drill).metrics(), name))
              .isGreaterThanOrEqualTo((double) value);
          assertThat(lives && World.sum(rehearsal.of(drill).metrics(), name) > value).isFalse();
        });
  }

  private static String key(String line) {
    return line.substring(0, line.indexOf(' '));
  }

  private void denied() {
    buyers.payAll();
    double failed = world.metric("payment_failed_count");
    double told = world.metric("webhook_received_total") + 2;
    String order = buyers.order();
    buyers.forget(order);
    buyers.meets(buyers.choose(order, "gopay"), "deny");
    world.untilMetric("webhook_received_total", told);
    world.pass(TO_PAY_AND_GRACE);
    world.passUntil("it has failed", () -> world.metric("payment_failed_count") > failed);
  }

  private void expired() {
    String order = buyers.order();
    buyers.forget(order);
    buyers.meets(buyers.choose(order), "expire");
  }

  private void forged() {
    world.sandbox.post("/_sim/forge?count=1", "");
  }

  private void tried() {
    world.press("{\"whatsapp_error_code\": 131000}");
    buyers.order();
    world.untilMetric("outbox_retrying", 1);
  }
}
