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

  /** SPEC 6, word for word, and what O5 and O7 add. */
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
          "webhook_rejected_total{reason=\"OVERSIZED\"}");

  @Autowired WebApplicationContext context;
  @Autowired CommerceEvents commerce;
  @Autowired MovableClock clock;

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
