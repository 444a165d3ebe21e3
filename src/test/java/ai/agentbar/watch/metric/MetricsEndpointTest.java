package ai.agentbar.watch.metric;

import static ai.agentbar.testing.CommerceEvents.applied;
import static ai.agentbar.testing.CommerceEvents.rejected;
import static org.assertj.core.api.Assertions.assertThat;

import ai.agentbar.event.EventType;
import ai.agentbar.testing.CommerceEvents;
import ai.agentbar.testing.MovableClock;
import ai.agentbar.testing.RoomTest;
import java.io.UnsupportedEncodingException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.web.context.WebApplicationContext;

@RoomTest
@Import(CommerceEvents.class)
@TestPropertySource(properties = "test.database=of-its-own")
@TestMethodOrder(OrderAnnotation.class)
class MetricsEndpointTest {

  private static final Pattern SAMPLE =
      Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*(?:\\{[^}]*})?) (\\S+)");

  /** SPEC 6, word for word and in its order. */
  private static final List<String> OF_THE_PLAYBOOK =
      List.of(
              "checkout_created_count payment_attempt_count payment_paid_count"
                  + " payment_failed_count payment_expired_count",
              "webhook_received_total webhook_invalid_signature webhook_processing_error"
                  + " webhook_latency_ms",
              "orders_pending orders_pending_aging orders_paid orders_expired",
              "outbox_pending outbox_retrying outbox_failed outbox_latency",
              "worker_alive scheduler_alive job_execution_time")
          .stream()
          .flatMap(line -> Stream.of(line.split(" ")))
          .toList();

  /** The same as series, and what O5, O7 and the rest of the chapter add. */
  private static final List<String> NAMES =
      List.of(
          "checkout_created_count",
          "payment_attempt_count",
          "payment_paid_count",
          "payment_failed_count",
          "payment_expired_count",
          "webhook_received_total",
          "webhook_invalid_signature",
          "webhook_processing_error",
          "webhook_latency_ms_count",
          "webhook_latency_ms_sum",
          "webhook_latency_ms_bucket{le=\"+Inf\"}",
          "orders_pending",
          "orders_pending_aging",
          "orders_paid",
          "orders_expired",
          "outbox_pending",
          "outbox_retrying",
          "outbox_failed",
          "outbox_latency",
          "outbox_unknown",
          "outbox_sent",
          "outbox_skipped",
          "outbox_created_count{channel=\"EMAIL\"}",
          "outbox_sent_count{channel=\"WHATSAPP\"}",
          "outbox_failed_count{channel=\"WEBHOOK\"}",
          "outbox_skipped_count{channel=\"EMAIL\"}",
          "outbox_possible_double_count{channel=\"EMAIL\"}",
          "outbox_unconfirmed_count{channel=\"WHATSAPP\"}",
          "worker_alive",
          "scheduler_alive",
          "job_execution_time{job=\"reminders\"}",
          "job_execution_time{job=\"reconciliation\"}",
          "job_execution_time{job=\"expiry\"}",
          "job_execution_time{job=\"retention\"}",
          "job_execution_time{job=\"checklist\"}",
          "job_execution_time{job=\"self-check\"}",
          "job_run_total{job=\"self-check\"}",
          "job_failed_count",
          "job_timeout_count",
          "job_abandoned_count",
          "paid_without_entitlement",
          "entitlement_without_paid",
          "payment_late_count",
          "payment_double_count",
          "payment_amount_mismatch_count",
          "payment_refund_count",
          "payment_chargeback_count",
          "payment_reversal_count",
          "payment_not_askable_count",
          "webhook_rejected_total{reason=\"BAD_SIGNATURE\"}",
          "webhook_rejected_total{reason=\"UNPARSABLE\"}",
          "webhook_rejected_total{reason=\"OVERSIZED\"}",
          "payment_begun_count",
          "payment_conversion_percent",
          "payment_cohort_begun",
          "payment_cohort_paid",
          "payment_cohort_conversion_percent",
          "payment_method_begun_count{payment_type=\"qris\"}",
          "payment_method_paid_count{payment_type=\"bank_transfer_bca\"}",
          "payment_method_denied_count{payment_type=\"credit_card\"}",
          "payment_method_expired_count{payment_type=\"OTHER\"}",
          "payment_method_conversion_percent{payment_type=\"gopay\"}",
          "orders_pending_by_age{age_minutes=\"60+\"}",
          "orders_pending_oldest_seconds",
          "orders_pending_rupiah",
          "paid_without_entitlement_rupiah",
          "outbox_template_sent_count{template=\"REMINDER_1\"}",
          "outbox_template_failed_count{template=\"PAYMENT_SUCCESS\"}",
          "worker_silent",
          "worker_expected",
          "scheduler_silent",
          "scheduler_expected",
          "job_missed{job=\"reconciliation\"}",
          "job_started_total{job=\"expiry\"}",
          "balance_broken{pipe=\"events\"}",
          "balance_broken{pipe=\"inbox\"}",
          "balance_broken{pipe=\"orders\"}",
          "balance_broken{pipe=\"messages\"}",
          "balance_broken{pipe=\"job_runs\"}",
          "balance_broken{pipe=\"reconciliation_runs\"}",
          "reminders_overdue_seconds",
          "reminders_paused",
          "database_deadlock_count",
          "database_longest_transaction_seconds",
          "database_lock_waits",
          "database_replication_lag_seconds",
          "instance_pool_waiting{instance=\"\"}",
          "instance_disk_free_percent{instance=\"\"}");

  @Autowired WebApplicationContext context;
  @Autowired CommerceEvents commerce;
  @Autowired MovableClock clock;
  @Autowired SampleTable samples;

  @Test
  @Order(1)
  void the_playbooks_names_stand_letter_by_letter_and_every_name_has_help_and_a_type() {
    String text = text();

    assertThat(OF_THE_PLAYBOOK).hasSize(20).doesNotHaveDuplicates();
    assertThat(Stream.of(Metric.values()).map(Metric::key)).containsAll(OF_THE_PLAYBOOK);
    for (Metric metric : Metric.values()) {
      // That the program started is an event, and nobody has folded it.
      String value = metric == Metric.EVENT_FOLD_LAG ? "\\d+" : "0";
      assertThat(text)
          .containsOnlyOnce("\n# TYPE " + metric.key() + " ")
          .containsPattern("(?m)^# HELP " + metric.key() + " \\S.*\\.$")
          .containsPattern("(?m)^" + metric.key() + "(_bucket)?(\\{[^}]*})? " + value + "$");
    }
    assertThat(text.lines().filter(it -> !it.startsWith("#")))
        .noneMatch(it -> it.contains("order_id"));
  }

  @Test
  @Order(1)
  void every_name_of_the_playbook_stands_at_0_before_anything_happened() {
    Map<String, String> samples = scrape();

    assertThat(samples).containsKeys(NAMES.toArray(String[]::new));
    assertThat(NAMES).allSatisfy(name -> assertThat(samples.get(name)).isEqualTo("0"));
  }

  @Test
  @Order(2)
  void pool_process_memory_and_disk_stand_in_the_same_answer() {
    assertThat(scrape().keySet())
        .anyMatch(it -> it.startsWith("hikaricp_connections"))
        .anyMatch(it -> it.startsWith("jvm_memory_used_bytes"))
        .anyMatch(it -> it.startsWith("process_uptime_seconds"))
        .anyMatch(it -> it.startsWith("disk_free_bytes"))
        .contains("database_connections", "event_fold_lag");
  }

  @Test
  @Order(3)
  void counts_and_ranges_add_up() {
    commerce.append(
        rejected("BAD_SIGNATURE", 7),
        rejected("WRITTEN_IN_SAND", 2),
        applied(Duration.ofMillis(30)),
        applied(Duration.ofMinutes(2)));
    commerce.settle();

    assertThat(scrape())
        .containsEntry("webhook_invalid_signature", "7")
        .containsEntry("webhook_rejected_total{reason=\"BAD_SIGNATURE\"}", "7")
        .containsEntry("webhook_rejected_total{reason=\"OTHER\"}", "2")
        .containsEntry("webhook_latency_ms_bucket{le=\"25\"}", "0")
        .containsEntry("webhook_latency_ms_bucket{le=\"50\"}", "1")
        .containsEntry("webhook_latency_ms_bucket{le=\"60000\"}", "1")
        .containsEntry("webhook_latency_ms_bucket{le=\"+Inf\"}", "2")
        .containsEntry("webhook_latency_ms_sum", "120030")
        .containsEntry("webhook_latency_ms_count", "2");
  }

  @Test
  @Order(4)
  void a_job_shows_how_long_its_last_run_took_in_milliseconds_and_how_often_it_ran() {
    commerce.append(
        jobFinished("expiry", "DONE", Duration.ofMillis(42)),
        jobFinished("self-check", "DONE", Duration.ofMinutes(2)),
        CommerceEvents.of(EventType.JOB_RUN, "JOB_OVER_LIMIT", null, Map.of("job", "self-check")),
        CommerceEvents.of(EventType.JOB_RUN, "JOB_ABANDONED", null, Map.of("job", "expiry")),
        jobFinished("of-tomorrow", "FAILED", Duration.ofMillis(7)));
    commerce.settle();
    clock.move(Duration.ofSeconds(1));
    commerce.append(jobFinished("self-check", "DONE", Duration.ofMillis(3)));
    commerce.settle();

    assertThat(text())
        .contains("# HELP job_execution_time Milliseconds")
        .contains("# TYPE job_execution_time gauge");
    assertThat(scrape())
        .containsEntry("job_execution_time{job=\"expiry\"}", "42")
        .containsEntry("job_execution_time{job=\"self-check\"}", "3")
        .containsEntry("job_execution_time{job=\"other\"}", "7")
        .containsEntry("job_run_total{job=\"self-check\"}", "2")
        .containsEntry("job_run_total{job=\"other\"}", "1")
        .containsEntry("job_failed_count", "1")
        .containsEntry("job_timeout_count", "1")
        .containsEntry("job_abandoned_count", "1");
  }

  @Test
  @Order(5)
  void a_dead_worker_leaves_the_count_although_no_event_comes_any_more() {
    commerce.append(alive("WORKER", "one", ""), alive("WORKER", "two", ""));
    commerce.append(alive("SCHEDULER", "one", ""), alive("API", "one", ""));
    commerce.settle();
    assertThat(scrape()).containsEntry("worker_alive", "2").containsEntry("scheduler_alive", "1");

    clock.move(Duration.ofSeconds(10));
    commerce.append(alive("WORKER", "two", ""));
    commerce.settle();
    clock.move(Duration.ofSeconds(5));
    assertThat(scrape()).containsEntry("worker_alive", "2");
    clock.move(Duration.ofMillis(1));
    assertThat(scrape()).containsEntry("worker_alive", "1").containsEntry("scheduler_alive", "0");
    clock.move(Duration.ofSeconds(10));
    assertThat(scrape()).containsEntry("worker_alive", "0");
  }

  @Test
  @Order(6)
  void a_worker_that_hangs_does_not_count_as_alive() {
    clock.move(Duration.ofMinutes(1));
    commerce.append(alive("WORKER", "one", "inbox"), alive("WORKER", "two", ""));
    commerce.settle();

    assertThat(scrape()).containsEntry("worker_alive", "1");
  }

  @Test
  @Order(7)
  void what_was_sampled_stands_under_the_name_of_its_instance() {
    clock.move(Duration.ofMinutes(1));
    commerce.settle();

    Map<String, String> samples = scrape();
    assertThat(samples)
        .doesNotContainKey("instance_threads{instance=\"\"}")
        .containsKey("database_dead_rows{table=\"notification_outbox\"}")
        .hasEntrySatisfying(
            "database_connections", it -> assertThat(Long.parseLong(it)).isPositive());
    assertThat(samples.keySet())
        .filteredOn(it -> it.startsWith("instance_threads{"))
        .singleElement()
        .satisfies(it -> assertThat(Long.parseLong(samples.get(it))).isPositive());
  }

  @Test
  @Order(8)
  void a_gauge_nobody_samples_any_more_is_left_out_and_is_not_0() {
    clock.move(Sampled.FRESH_FOR.plusMillis(1));
    assertThat(scrape().keySet())
        .noneMatch(it -> it.matches("(instance_|database_(connections|size)|job_missed).*"))
        .contains("payment_conversion_percent", "database_deadlock_count", "orders_pending");
    assertThat(text()).contains("# TYPE database_connections gauge");

    samplesThatAreStaleAreForgotten();
    assertThat(scrape()).doesNotContainKey("database_connections");

    commerce.settle();
    assertThat(scrape()).containsKeys("database_connections", "job_missed{job=\"expiry\"}");
  }

  private void samplesThatAreStaleAreForgotten() {
    clock.move(Sampled.KEPT_FOR.multipliedBy(2));
    samples.forgetStale(clock.instant());
  }

  private static CommerceEvents.Told alive(String role, String instance, String stalled) {
    return CommerceEvents.of(
        EventType.HEARTBEAT,
        "ALIVE",
        null,
        Map.of("role", role, "instance", instance, "stalled", stalled));
  }

  private static CommerceEvents.Told jobFinished(String job, String result, Duration took) {
    return new CommerceEvents.Told(
        EventType.JOB_RUN,
        "JOB_FINISHED",
        null,
        took,
        Map.of("job", job, "instance", "one", "result", result, "rows", 0));
  }

  private Map<String, String> scrape() {
    Map<String, String> samples = new TreeMap<>();
    for (String line : text().lines().toList()) {
      if (line.startsWith("#")) {
        continue;
      }
      Matcher sample = SAMPLE.matcher(line);
      assertThat(sample.matches()).as(line).isTrue();
      assertThat(samples.put(sample.group(1), sample.group(2))).as("twice: " + line).isNull();
    }
    return samples;
  }

  private String text() {
    try {
      return MockMvcTester.from(context)
          .get()
          .uri("/metrics")
          .exchange()
          .getResponse()
          .getContentAsString();
    } catch (UnsupportedEncodingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
