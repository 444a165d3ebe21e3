package ai.agentbar.watch.metric;

import static ai.agentbar.testing.CommerceEvents.applied;
import static ai.agentbar.testing.CommerceEvents.message;
import static ai.agentbar.testing.CommerceEvents.processingFailed;
import static org.assertj.core.api.Assertions.assertThat;

import ai.agentbar.testing.CommerceEvents;
import ai.agentbar.testing.MovableClock;
import ai.agentbar.testing.RoomTest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

@RoomTest
@Import(CommerceEvents.class)
class MetricCoursesTest {

  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration TEN_MINUTES = Duration.ofMinutes(10);
  private static final Duration HOUR = Duration.ofHours(1);

  @Autowired CommerceEvents commerce;
  @Autowired MetricCourses courses;
  @Autowired MovableClock clock;
  Instant start = Instant.EPOCH;

  @BeforeEach
  void beginInAnEmptyDay() {
    commerce.settle();
    long days = clock.instant().getEpochSecond() / 86_400 + 2;
    start = Instant.ofEpochSecond(days * 86_400).minus(Duration.ofHours(7));
    clock.set(start);
  }

  @Test
  void long_steps_hold_what_the_buckets_of_the_same_time_hold() {
    for (int i = 0; i < 5; i++) {
      commerce.append(processingFailed(), applied(Duration.ofMillis(7)));
      commerce.settle();
      clock.move(Duration.ofMinutes(7));
    }

    for (Duration step : List.of(MINUTE, TEN_MINUTES, HOUR)) {
      Courses read = read(HOUR, step, Metric.WEBHOOK_PROCESSING_ERROR, Metric.WEBHOOK_LATENCY_MS);
      assertThat(read.of(Metric.WEBHOOK_PROCESSING_ERROR).sum()).as("%s", step).isEqualTo(5);
      assertThat(read.of(Metric.WEBHOOK_LATENCY_MS).sum()).as("%s", step).isEqualTo(5);
      assertThat(read.latencyAt(start).percentileMs(0.5)).as("%s", step).contains(10L);
    }
    assertThat(
            read(HOUR, TEN_MINUTES, Metric.WEBHOOK_PROCESSING_ERROR)
                .of(Metric.WEBHOOK_PROCESSING_ERROR)
                .at(start))
        .contains(2L);
  }

  @Test
  void an_event_that_is_told_late_is_found_in_the_step_in_which_it_happened() {
    clock.move(Duration.ofMinutes(5));
    commerce.append(processingFailed());
    clock.move(Duration.ofMinutes(50));
    commerce.settle();

    assertThat(
            read(HOUR, TEN_MINUTES, Metric.WEBHOOK_PROCESSING_ERROR)
                .of(Metric.WEBHOOK_PROCESSING_ERROR)
                .at(start))
        .contains(1L);
  }

  @Test
  void a_gauge_keeps_its_lowest_and_its_highest_of_each_step() {
    long id = start.getEpochSecond() * 2;
    commerce.settle();
    long before = standing(Metric.OUTBOX_PENDING);
    commerce.append(message(id, "", "PENDING"));
    clock.move(MINUTE);
    commerce.settle();
    commerce.append(message(id, "PENDING", "SENT"));
    clock.move(MINUTE);
    commerce.settle();

    for (Duration step : List.of(TEN_MINUTES, HOUR)) {
      Course course = read(HOUR, step, Metric.OUTBOX_PENDING).of(Metric.OUTBOX_PENDING);
      assertThat(course.lowestAt(start)).as("%s", step).contains(before);
      assertThat(course.at(start)).as("%s", step).contains(before + 1);
      assertThat(course.at(start.plus(step))).isEmpty();
    }
    assertThat(read(HOUR, MINUTE, Metric.OUTBOX_PENDING).of(Metric.OUTBOX_PENDING).at(start))
        .contains(before);
  }

  @Test
  void a_gauge_of_a_closed_list_is_kept_series_by_series() {
    clock.move(MINUTE);
    commerce.settle();

    for (Duration step : List.of(MINUTE, TEN_MINUTES)) {
      assertThat(
              read(HOUR, step, Metric.ORDERS_PENDING_BY_AGE).labels(Metric.ORDERS_PENDING_BY_AGE))
          .as("%s", step)
          .containsAll(PendingAge.LABELS);
    }
  }

  @Test
  void a_counter_that_did_not_grow_is_0_and_a_gauge_nobody_knew_is_nothing() {
    Courses read = read(HOUR, TEN_MINUTES, Metric.PAYMENT_DOUBLE_COUNT, Metric.OUTBOX_PENDING);

    assertThat(read.starts()).hasSize(6);
    assertThat(read.of(Metric.PAYMENT_DOUBLE_COUNT).at(start)).contains(0L);
    assertThat(read.of(Metric.OUTBOX_PENDING).at(start.plus(TEN_MINUTES))).isEmpty();
  }

  private long standing(Metric gauge) {
    return read(HOUR, MINUTE, gauge).of(gauge).at(start).orElseThrow();
  }

  private Courses read(Duration length, Duration step, Metric... metrics) {
    return courses.read(Set.of(metrics), new Stretch(start, start.plus(length), step));
  }
}
