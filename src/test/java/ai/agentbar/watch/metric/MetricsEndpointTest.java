package ai.agentbar.watch.metric;

import static ai.agentbar.testing.CommerceEvents.applied;
import static ai.agentbar.testing.CommerceEvents.rejected;
import static org.assertj.core.api.Assertions.assertThat;

import ai.agentbar.testing.CommerceEvents;
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
          "job_execution_time",
          "paid_without_entitlement",
          "entitlement_without_paid",
          "payment_late_count",
          "payment_double_count",
          "payment_amount_mismatch_count",
          "payment_refund_count",
          "payment_chargeback_count",
          "payment_reversal_count",
          "webhook_rejected_total{reason=\"BAD_SIGNATURE\"}",
          "webhook_rejected_total{reason=\"UNPARSABLE\"}",
          "webhook_rejected_total{reason=\"OVERSIZED\"}");

  @Autowired WebApplicationContext context;
  @Autowired CommerceEvents commerce;

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
