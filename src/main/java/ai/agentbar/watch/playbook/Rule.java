package ai.agentbar.watch.playbook;

import ai.agentbar.watch.metric.Metric;
import ai.agentbar.watch.metric.MoneyOpen;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** When people are told. The kinds are a closed set, so whoever judges one judges all. */
public sealed interface Rule {

  /**
   * What every rule says, whatever it measures.
   *
   * @param moneyAtRisk whether whoever is told is told of the open orders and their money too
   * @param receivers who is told; never empty
   * @param steps what they do, in order; never empty
   */
  record Card(
      String id,
      Wording title,
      Wording description,
      Timing timing,
      Severity severity,
      boolean moneyAtRisk,
      List<Team> receivers,
      List<Step> steps) {

    Card with(Timing other) {
      return new Card(id, title, description, other, severity, moneyAtRisk, receivers, steps);
    }
  }

  /**
   * For how long something must be so before it counts.
   *
   * @param sustained how long its condition must hold before it fires
   * @param hold how long its condition must not hold before it is resolved
   * @param busyHoursOnly whether it may begin to fire in busy hours only
   */
  record Timing(Duration sustained, Duration hold, boolean busyHoursOnly) {}

  /** On which side of its limit a number is bad. */
  enum Side {
    ABOVE,
    BELOW
  }

  /**
   * Holds while the gauge is above, or below, its limit, which is in the gauge's {@link Unit}.
   *
   * @param olderThan of {@link Metric#ORDERS_PENDING_AGING} from which age on orders count; empty
   *     for any other metric, and where the age stays the metric's own
   */
  record Threshold(Card card, Metric metric, Side side, long limit, Optional<Duration> olderThan)
      implements Rule {

    public Threshold(Card card, Metric metric, Side side, long limit) {
      this(card, metric, side, limit, Optional.empty());
    }

    /** The age, where it is another one than the gauge itself counts from. */
    public Optional<Duration> otherAge() {
      return olderThan.filter(it -> !it.equals(MoneyOpen.AGING_AFTER));
    }

    /** The metric's name, and which orders of it count where that is not all. */
    public String measure() {
      return otherAge()
          .map(it -> "%s (> %s)".formatted(metric.key(), Durations.text(it)))
          .orElse(metric.key());
    }
  }

  /**
   * Holds while the metric is less than so many percent of another one, both counted over the
   * window, and the other has grown by the minimum at least.
   *
   * @param atZero what is otherwise where the metric has not grown at all
   */
  record Ratio(
      Card card,
      Metric metric,
      Metric of,
      Duration window,
      int belowPercent,
      int minimum,
      Optional<AtZero> atZero)
      implements Rule {}

  /**
   * Nothing at all says more than a small part: it is worse, and fewer are enough to tell.
   *
   * @param minimum the least the other metric has grown by
   */
  record AtZero(Severity severity, int minimum) {}

  /** Holds while the metric grew by the minimum at least within the window. */
  record Growth(Card card, Metric metric, Duration window, int minimum) implements Rule {}

  /**
   * Holds while the metric's count in the window is at least {@code minimum} and more than {@code
   * factor} times its usual level: the median of the {@code usualWindows} windows of the same
   * length before it, as it was when the spike began.
   */
  record Spike(Card card, Metric metric, Duration window, int usualWindows, int factor, int minimum)
      implements Rule {}

  /**
   * Holds while the metric has not grown for the window, all of it in busy hours, and payments were
   * open all the while.
   *
   * @param minimum so many payment attempts at least were made in the silence, the newest half
   *     window left out; where few buy, ten quiet minutes are nothing special. 0 asks for none
   */
  record Silence(Card card, Metric metric, Duration window, int minimum) implements Rule {

    /** How far back attempts are counted, in windows. */
    public static final int WINDOWS = 6;
  }

  /** Holds while fewer are alive than are expected, and than one. */
  record Heartbeat(Card card, Metric metric, Metric expected) implements Rule {}

  Card card();

  Metric metric();

  default String id() {
    return card().id();
  }

  /** The same kind with the same numbers, and another card. */
  default Rule with(Card card) {
    return switch (this) {
      case Threshold it -> new Threshold(card, it.metric(), it.side(), it.limit(), it.olderThan());
      case Ratio it ->
          new Ratio(
              card,
              it.metric(),
              it.of(),
              it.window(),
              it.belowPercent(),
              it.minimum(),
              it.atZero());
      case Growth it -> new Growth(card, it.metric(), it.window(), it.minimum());
      case Spike it ->
          new Spike(card, it.metric(), it.window(), it.usualWindows(), it.factor(), it.minimum());
      case Silence it -> new Silence(card, it.metric(), it.window(), it.minimum());
      case Heartbeat it -> new Heartbeat(card, it.metric(), it.expected());
    };
  }

  /** What the judgement asks for. */
  default Set<Metric> metrics() {
    return switch (this) {
      case Ratio ratio -> Set.of(ratio.metric(), ratio.of());
      case Heartbeat heartbeat -> Set.of(heartbeat.metric(), heartbeat.expected());
      case Silence silence -> Set.of(silence.metric(), Metric.PAYMENT_ATTEMPT_COUNT);
      case Threshold _, Growth _, Spike _ -> Set.of(metric());
    };
  }

  /** How far back the judgement looks. */
  default Duration lookback() {
    return switch (this) {
      case Growth growth -> growth.window();
      case Ratio ratio -> ratio.window();
      case Spike spike -> spike.window().multipliedBy(spike.usualWindows() + 1L);
      case Silence silence -> silence.window().multipliedBy(Silence.WINDOWS);
      case Threshold _, Heartbeat _ -> Duration.ZERO;
    };
  }
}
