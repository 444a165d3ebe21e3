package ai.agentbar.watch.metric;

import static org.assertj.core.api.Assertions.assertThat;

import ai.agentbar.database.Day;
import ai.agentbar.testing.TestDatabase;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** What a board costs, on tables in which every series grew all the time. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CourseCostTest {

  private static final Instant NOW = Instant.parse("2026-11-23T17:00:00Z");
  private static final int DAYS = 32;
  private static final Logger LOG = LoggerFactory.getLogger(CourseCostTest.class);
  private static final int WARM_UP = 6;
  private static final int READS = 20;
  private static final Duration BUDGET = Duration.ofMillis(50);

  /** The costliest board: two of its counters have a series for each payment method. */
  private static final Set<Metric> PAYMENTS =
      EnumSet.of(
          Metric.CHECKOUT_CREATED_COUNT,
          Metric.PAYMENT_ATTEMPT_COUNT,
          Metric.PAYMENT_PAID_COUNT,
          Metric.PAYMENT_PAID_RUPIAH,
          Metric.PAYMENT_FAILED_COUNT,
          Metric.PAYMENT_EXPIRED_COUNT);

  private static final Set<Metric> METHODS =
      EnumSet.of(Metric.PAYMENT_METHOD_BEGUN_COUNT, Metric.PAYMENT_METHOD_COHORT_PAID_COUNT);

  private static final Set<Metric> CHANNELS =
      EnumSet.of(
          Metric.OUTBOX_CREATED_COUNT,
          Metric.OUTBOX_SENT_COUNT,
          Metric.OUTBOX_FAILED_COUNT,
          Metric.OUTBOX_SKIPPED_COUNT);

  private record Board(Set<Metric> drawn, Set<Metric> listed) {}

  private static final Set<Metric> OUTBOX =
      EnumSet.of(
          Metric.OUTBOX_PENDING,
          Metric.OUTBOX_RETRYING,
          Metric.OUTBOX_FAILED,
          Metric.OUTBOX_UNKNOWN,
          Metric.OUTBOX_LATENCY,
          Metric.OUTBOX_CREATED_COUNT,
          Metric.OUTBOX_SENT_COUNT,
          Metric.OUTBOX_FAILED_COUNT,
          Metric.OUTBOX_SKIPPED_COUNT);

  private JdbcClient jdbc = JdbcClient.create(new SingleConnectionDataSource());
  private MetricCourses courses = new MetricCourses(new CourseTable(jdbc), new BucketTable(jdbc));

  @BeforeAll
  void fill() {
    jdbc =
        JdbcClient.create(
            new SingleConnectionDataSource(TestDatabase.createMigrated(), "postgres", "", true));
    courses = new MetricCourses(new CourseTable(jdbc), new BucketTable(jdbc));
    IntStream.range(-DAYS, 1).mapToObj(it -> Day.of(NOW).plus(it)).forEach(this::makeDay);
    fillSteps();
    fillLastHours();
    jdbc.sql("analyze").update();
  }

  /** In time on a processor, ours and the database's: what else the machine does is not counted. */
  @Test
  void a_board_is_read_within_its_budget_over_every_range() {
    for (Board board : List.of(new Board(PAYMENTS, METHODS), new Board(OUTBOX, CHANNELS))) {
      for (Stretch range : List.of(hour(), day(), week(), month())) {
        read(board, range, WARM_UP);
        long before = cpuNanos();
        long[] took = read(board, range, READS);
        Duration cost = Duration.ofNanos((cpuNanos() - before) / READS);

        LOG.info(
            "{} metrics over {}: processor {} us, wall p50 {} us, p95 {} us",
            board.drawn().size(),
            Duration.between(range.from(), range.to()),
            cost.toNanos() / 1_000,
            took[READS / 2] / 1_000,
            took[READS * 95 / 100] / 1_000);
        assertThat(cost).as("%s", range).isLessThan(BUDGET);
      }
    }
  }

  @Test
  void a_month_opens_its_own_days_and_no_others() {
    List<String> plan =
        jdbc.sql(
                """
                explain
                select sum(amount)
                from metric_counter_step
                where step_s = 14400
                  and metric = 'payment_paid_count'
                  and step_at >= %s
                  and step_at < %s
                """
                    .formatted(month().firstDay(), month().dayAfter()))
            .query((row, _) -> row.getString(1))
            .list();

    long opened =
        plan.stream()
            .filter(it -> it.contains("Scan"))
            .filter(it -> it.contains(" on metric_counter_step_2"))
            .count();
    assertThat(opened).isBetween(30L, 31L);
  }

  @Test
  void every_value_that_was_written_is_found() {
    Course paid = courses.read(PAYMENTS, month()).of(Metric.PAYMENT_PAID_COUNT);

    assertThat(paid.sum()).isEqualTo(720L * 3_600);
    assertThat(courses.read(PAYMENTS, week()).of(Metric.PAYMENT_PAID_COUNT).sum())
        .isEqualTo(168L * 3_600);
    assertThat(courses.read(PAYMENTS, day()).of(Metric.PAYMENT_PAID_COUNT).sum())
        .isEqualTo(144L * 600);
    assertThat(courses.read(PAYMENTS, hour()).of(Metric.PAYMENT_PAID_COUNT).sum())
        .isEqualTo(360L * 10);
  }

  private long[] read(Board board, Stretch stretch, int times) {
    return LongStream.range(0, times)
        .map(
            _ -> {
              long began = System.nanoTime();
              courses.read(board.drawn(), stretch);
              courses.sums(board.listed(), stretch);
              return System.nanoTime() - began;
            })
        .sorted()
        .toArray();
  }

  /** Of this thread and of the database's process that serves it. */
  private long cpuNanos() {
    long pid = jdbc.sql("select pg_backend_pid()").query(Long.class).single();
    try {
      String scheduled = Files.readString(Path.of("/proc/%d/schedstat".formatted(pid)));
      return Long.parseLong(scheduled.substring(0, scheduled.indexOf(' ')))
          + ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    } catch (IOException notLinux) {
      return System.nanoTime();
    }
  }

  private void makeDay(Day day) {
    for (String table :
        List.of("metric_counter_step", "metric_gauge_step", "metric_bucket", "metric_history")) {
      jdbc.sql(
              "create table %s_2%s partition of %s for values from (%s) to (%s)"
                  .formatted(
                      table,
                      day.date().toString().replace("-", ""),
                      table,
                      day.startInSql(),
                      day.plus(1).startInSql()))
          .update();
    }
  }

  /** Every series of both boards in every step of every day, and every gauge in every minute. */
  private void fillSteps() {
    jdbc.sql(
            """
            insert into metric_counter_step (step_s, metric, step_at, label, amount)
            select g.step_s, s.metric, at, s.label, g.step_s
            from (values (600), (3600), (14400)) as g (step_s),
                 generate_series(:from, :to, make_interval(secs => g.step_s)) as at,
                 unnest(:metrics::text[], :labels::text[]) as s (metric, label)
            """)
        .param("from", NOW.minus(Duration.ofDays(DAYS)).atOffset(ZoneOffset.UTC))
        .param("to", NOW.minusSeconds(1).atOffset(ZoneOffset.UTC))
        .param("metrics", series(false).stream().map(it -> it.metric()).toArray(String[]::new))
        .param("labels", series(false).stream().map(it -> it.label()).toArray(String[]::new))
        .update();
    jdbc.sql(
            """
            insert into metric_gauge_step (step_s, metric, step_at, label, lowest, highest)
            select g.step_s, s.metric, at, s.label, 1, 5
            from (values (600), (3600), (14400)) as g (step_s),
                 generate_series(:from, :to, make_interval(secs => g.step_s)) as at,
                 unnest(:metrics::text[], :labels::text[]) as s (metric, label)
            """)
        .param("from", NOW.minus(Duration.ofDays(DAYS)).atOffset(ZoneOffset.UTC))
        .param("to", NOW.minusSeconds(1).atOffset(ZoneOffset.UTC))
        .param("metrics", series(true).stream().map(it -> it.metric()).toArray(String[]::new))
        .param("labels", series(true).stream().map(it -> it.label()).toArray(String[]::new))
        .update();
  }

  private void fillLastHours() {
    jdbc.sql(
            """
            insert into metric_bucket (metric, bucket_at, label, amount)
            select s.metric, at, s.label, 10
            from generate_series(:from, :to, interval '10 seconds') as at,
                 unnest(:metrics::text[], :labels::text[]) as s (metric, label)
            """)
        .param("from", NOW.minus(Duration.ofHours(4)).atOffset(ZoneOffset.UTC))
        .param("to", NOW.minusSeconds(1).atOffset(ZoneOffset.UTC))
        .param("metrics", series(false).stream().map(it -> it.metric()).toArray(String[]::new))
        .param("labels", series(false).stream().map(it -> it.label()).toArray(String[]::new))
        .update();
    jdbc.sql(
            """
            insert into metric_history (minute_at, gauges)
            select at, (select jsonb_object_agg(name, 3) from unnest(:names::text[]) as name)
            from generate_series(:from, :to, interval '1 minute') as at
            """)
        .param("from", NOW.minus(Duration.ofHours(24)).atOffset(ZoneOffset.UTC))
        .param("to", NOW.minusSeconds(1).atOffset(ZoneOffset.UTC))
        .param("names", GaugeNames.of(EnumSet.allOf(Metric.class)).toArray(String[]::new))
        .update();
  }

  private static List<Folded.Series> series(boolean gauges) {
    return Stream.of(PAYMENTS, METHODS, OUTBOX)
        .flatMap(Set::stream)
        .filter(it -> GaugeNames.isGauge(it) == gauges)
        .flatMap(it -> labels(it).stream().map(label -> new Folded.Series(it.key(), label)))
        .toList();
  }

  private static List<String> labels(Metric metric) {
    return switch (metric.shape()) {
      case MetricShape.LabelledCounter counter -> counter.values();
      case MetricShape.Histogram histogram ->
          histogram.bounds().stream().map(String::valueOf).toList();
      case MetricShape.Counter(), MetricShape.Gauge(), MetricShape.LabelledGauge _ -> List.of("");
    };
  }

  private static Stretch hour() {
    return new Stretch(NOW.minus(Duration.ofHours(1)), NOW, Duration.ofMinutes(1));
  }

  private static Stretch day() {
    return new Stretch(NOW.minus(Duration.ofDays(1)), NOW, Duration.ofMinutes(10));
  }

  private static Stretch week() {
    return new Stretch(NOW.minus(Duration.ofDays(7)), NOW, Duration.ofHours(1));
  }

  private static Stretch month() {
    return new Stretch(NOW.minus(Duration.ofDays(30)), NOW, Duration.ofHours(4));
  }
}
