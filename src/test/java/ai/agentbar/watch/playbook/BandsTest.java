package ai.agentbar.watch.playbook;

import static org.assertj.core.api.Assertions.assertThat;

import ai.agentbar.watch.metric.Metric;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever reads a number must be told what is normal. */
class BandsTest {

  /** Section 3 of the playbook and chapter 6 of the specification, letter by letter. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "checkout_created_count",
        "payment_attempt_count",
        "payment_paid_count",
        "payment_failed_count",
        "payment_expired_count",
        "webhook_received_total",
        "webhook_invalid_signature",
        "webhook_processing_error",
        "webhook_latency_ms",
        "orders_pending",
        "orders_pending_aging",
        "orders_paid",
        "orders_expired",
        "outbox_pending",
        "outbox_retrying",
        "outbox_failed",
        "outbox_latency",
        "worker_alive",
        "scheduler_alive",
        "job_execution_time"
      })
  void every_metric_of_the_playbook_has_its_normal_band(String metric) {
    assertThat(PlaybookTexts.read("/playbook.yaml").band(Metric.byKey(metric).orElseThrow()))
        .isPresent();
  }

  /** A vital sign that is drawn and judged by nobody is looked at by nobody. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "payment_conversion_percent",
        "payment_cohort_conversion_percent",
        "database_oldest_snapshot_seconds",
        "database_lock_waits",
        "database_deadlock_count",
        "database_dead_rows",
        "database_replication_lag_seconds",
        "instance_pool_waiting",
        "instance_pool_wait_average_ms",
        "instance_temp_free_percent",
        "instance_memory_available_percent",
        "reminders_overdue_seconds"
      })
  void every_vital_sign_has_numbers_between_which_it_is_normal(String metric) {
    Band band =
        PlaybookTexts.read("/playbook.yaml").band(Metric.byKey(metric).orElseThrow()).orElseThrow();

    assertThat(band.atLeast().isPresent() || band.atMost().isPresent()).isTrue();
  }
}
