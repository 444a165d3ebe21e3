package ai.agentbar.watch.metric;

import ai.agentbar.watch.metric.MetricShape.Counter;
import ai.agentbar.watch.metric.MetricShape.Gauge;
import ai.agentbar.watch.metric.MetricShape.Histogram;
import ai.agentbar.watch.metric.MetricShape.LabelledCounter;
import ai.agentbar.watch.metric.MetricShape.LabelledGauge;
import ai.agentbar.watch.metric.MetricShape.Overall;
import java.util.List;

/** The shapes the catalogue is made of, and the closed lists of their labels. */
final class Shapes {

  /** The jobs that every installation has. */
  private static final List<String> JOBS =
      List.of(
          "reminders",
          "reconciliation",
          "expiry",
          "retention",
          "checklist",
          "self-check",
          "audit-check",
          MetricShape.OTHER);

  private static final List<String> CHANNELS = List.of("EMAIL", "WHATSAPP", "WEBHOOK", "OTHER");
  private static final List<String> TEMPLATES =
      List.of(
          "PAYMENT_INSTRUCTION",
          "REMINDER_1",
          "REMINDER_2",
          "PAYMENT_SUCCESS",
          "ORDER_EXPIRED",
          "ORDER_FAILED",
          "OTHER");
  private static final List<String> REJECTIONS =
      List.of("BAD_SIGNATURE", "UNPARSABLE", "OVERSIZED", "OTHER");
  private static final List<Long> LATENCY_BOUNDS_MS =
      List.of(
          1L, 2L, 5L, 10L, 25L, 50L, 100L, 250L, 500L, 1_000L, 2_500L, 5_000L, 10_000L, 30_000L,
          60_000L);

  static final MetricShape COUNTER = new Counter();
  static final MetricShape GAUGE = new Gauge();
  static final MetricShape LATENCY = new Histogram(LATENCY_BOUNDS_MS);
  static final MetricShape COUNTER_BY_CHANNEL = new LabelledCounter("channel", CHANNELS);
  static final MetricShape COUNTER_BY_TEMPLATE = new LabelledCounter("template", TEMPLATES);
  static final MetricShape COUNTER_BY_JOB = new LabelledCounter("job", JOBS);
  static final MetricShape COUNTER_BY_REJECTION = new LabelledCounter("reason", REJECTIONS);
  static final MetricShape COUNTER_BY_METHOD =
      new LabelledCounter("payment_type", PaymentTypes.ALL);

  static final MetricShape LONGEST_BY_JOB = new LabelledGauge("job", JOBS, Overall.HIGHEST);
  static final MetricShape NUMBER_BY_JOB = new LabelledGauge("job", JOBS, Overall.SUM);
  static final MetricShape LOWEST_BY_METHOD =
      new LabelledGauge("payment_type", PaymentTypes.ALL, Overall.LOWEST);
  static final MetricShape NUMBER_BY_AGE =
      new LabelledGauge("age_minutes", PendingAge.LABELS, Overall.SUM);
  static final MetricShape NUMBER_BY_PIPE = new LabelledGauge("pipe", Pipe.LABELS, Overall.SUM);
  static final MetricShape HIGHEST_BY_TABLE =
      new LabelledGauge("table", List.of(), Overall.HIGHEST);
  static final MetricShape HIGHEST_BY_INSTANCE =
      new LabelledGauge("instance", List.of(), Overall.HIGHEST);
  static final MetricShape LOWEST_BY_INSTANCE =
      new LabelledGauge("instance", List.of(), Overall.LOWEST);

  private Shapes() {}
}
