package ai.agentbar.watch.metric;

import ai.agentbar.event.StoredEvent;
import ai.agentbar.watch.metric.Changes.CohortChange;
import ai.agentbar.watch.metric.Changes.Converted;
import ai.agentbar.watch.metric.Changes.MessageChange;
import ai.agentbar.watch.metric.Changes.OrderChange;
import ai.agentbar.watch.metric.Changes.Piece;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a batch of events adds up to. Pure, and a sum or a newest value throughout: batches may be
 * cut anywhere and events may come in any order, the result is the same.
 */
final class Folded {

  /** One series: a metric, and the value of its label or the empty text. */
  record Series(String metric, String label) implements Comparable<Series> {

    @Override
    public int compareTo(Series other) {
      int byMetric = metric.compareTo(other.metric);
      return byMetric != 0 ? byMetric : label.compareTo(other.label);
    }
  }

  record Total(long amount, Instant lastAt) {

    Total plus(Total other) {
      return new Total(amount + other.amount, lastAt.isAfter(other.lastAt) ? lastAt : other.lastAt);
    }
  }

  /**
   * The newest value told of a series, of two told at one moment the greater; and when one was told
   * first.
   */
  record Last(long amount, Instant at, Instant firstAt) {

    Last(long amount, Instant at) {
      this(amount, at, at);
    }

    static Last newer(Last one, Last other) {
      int byMoment = one.at.compareTo(other.at);
      Last newer = (byMoment != 0 ? byMoment > 0 : one.amount > other.amount) ? one : other;
      Instant firstAt = one.firstAt.isBefore(other.firstAt) ? one.firstAt : other.firstAt;
      return new Last(newer.amount, newer.at, firstAt);
    }
  }

  private final Map<Series, Total> totals = new TreeMap<>();
  private final Map<Series, Map<Instant, Long>> buckets = new TreeMap<>();
  private final Map<Series, Last> lasts = new TreeMap<>();
  private final Map<String, OrderChange> orders = new LinkedHashMap<>();
  private final Map<String, MessageChange> messages = new LinkedHashMap<>();
  private final Map<String, CohortChange> cohorts = new LinkedHashMap<>();
  private final Map<Piece, Integer> pieces = new LinkedHashMap<>();
  private Instant until = Instant.EPOCH;

  private Folded() {}

  static Folded of(List<StoredEvent> events) {
    Folded folded = new Folded();
    events.forEach(
        event -> {
          EventMeaning.tell(event, folded);
          folded.until =
              event.occurredAt().isAfter(folded.until) ? event.occurredAt() : folded.until;
        });
    return folded;
  }

  void count(Metric metric, long amount, Instant at) {
    add(metric, "", amount, at);
  }

  void count(Metric metric, String label, long amount, Instant at) {
    add(metric, ((MetricShape.LabelledCounter) metric.shape()).known(label), amount, at);
  }

  void observe(Metric metric, long observed, Instant at) {
    add(metric, ((MetricShape.Histogram) metric.shape()).range(observed), 1, at);
    add(metric, MetricShape.Histogram.SUM, observed, at);
  }

  /** A gauge that is the sum of its changes has a total and no buckets. */
  void change(Metric gauge, long amount, Instant at) {
    totals.merge(new Series(gauge.key(), ""), new Total(amount, at), Total::plus);
  }

  /** A gauge whose newest value counts, whatever was told before and in which order it comes. */
  void tell(Metric gauge, String label, long amount, Instant at) {
    String series =
        gauge.shape() instanceof MetricShape.LabelledGauge labelled ? labelled.known(label) : label;
    lasts.merge(new Series(gauge.key(), series), new Last(amount, at), Last::newer);
  }

  void change(@Nullable String orderId, OrderChange change) {
    if (orderId != null) {
      orders.merge(orderId, change, OrderChange::plus);
    }
  }

  void change(String messageId, MessageChange change) {
    messages.merge(messageId, change, MessageChange::plus);
  }

  /**
   * @param payment a transaction, or an attempt by Midtrans' name of it; an event of another
   *     backend may name neither
   */
  void change(String payment, CohortChange change) {
    if (!payment.isEmpty()) {
      cohorts.merge(payment, change, CohortChange::plus);
    }
  }

  /** A piece went into a pipe, 1, or came out of it, -1. */
  void change(Piece piece, int open) {
    pieces.merge(piece, open, Integer::sum);
  }

  void convert(Converted payment) {
    Metric metric =
        payment.label().isEmpty()
            ? Metric.PAYMENT_COHORT_PAID_COUNT
            : Metric.PAYMENT_METHOD_COHORT_PAID_COUNT;
    add(metric, payment.label(), 1, payment.begunAt());
  }

  Map<Series, Total> totals() {
    return totals;
  }

  Map<Series, Map<Instant, Long>> buckets() {
    return buckets;
  }

  Map<Series, Last> lasts() {
    return lasts;
  }

  Map<String, OrderChange> orders() {
    return orders;
  }

  Map<String, MessageChange> messages() {
    return messages;
  }

  Map<String, CohortChange> cohorts() {
    return cohorts;
  }

  /** How many of a piece went in less how many came out; what did both here is left out. */
  Map<Piece, Integer> pieces() {
    pieces.values().removeIf(open -> open == 0);
    return pieces;
  }

  /** The latest moment an event of the batch tells of. */
  Instant until() {
    return until;
  }

  private void add(Metric metric, String label, long amount, Instant at) {
    Series series = new Series(metric.key(), label);
    totals.merge(series, new Total(amount, at), Total::plus);
    buckets
        .computeIfAbsent(series, _ -> new TreeMap<>())
        .merge(Buckets.startOf(at), amount, Long::sum);
  }
}
