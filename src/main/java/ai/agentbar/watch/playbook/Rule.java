package ai.agentbar.watch.playbook;

import ai.agentbar.watch.metric.Metric;
import java.time.Duration;
import java.util.List;

/** When people are told. The kinds are a closed set, so whoever judges one judges all. */
public sealed interface Rule {

  /**
   * What every rule says, whatever it measures.
   *
   * @param sustained how long its condition must hold before it fires
   * @param hold how long its condition must not hold before it is resolved
   * @param receivers who is told; never empty
   * @param steps what they do, in order; never empty
   */
  record Card(
      String id,
      Wording title,
      Wording description,
      Duration sustained,
      Duration hold,
      Severity severity,
      List<Team> receivers,
      List<Step> steps) {}

  /** Holds while the metric grew within the window. */
  record Growth(Card card, Metric metric, Duration window) implements Rule {}

  /**
   * Holds while the metric's count in the window is at least {@code minimum} and more than {@code
   * factor} times its usual level: the mean of the {@code usualWindows} windows of the same length
   * before it, as it was when the spike began.
   */
  record Spike(Card card, Metric metric, Duration window, int usualWindows, int factor, int minimum)
      implements Rule {}

  /**
   * Holds while the metric has not grown for the window, all of it in busy hours, and payments were
   * open all the while.
   */
  record Silence(Card card, Metric metric, Duration window) implements Rule {}

  Card card();

  Metric metric();

  default String id() {
    return card().id();
  }

  /** How far back the judgement looks. */
  default Duration lookback() {
    return switch (this) {
      case Growth growth -> growth.window();
      case Spike spike -> spike.window().multipliedBy(spike.usualWindows() + 1L);
      case Silence silence -> silence.window();
    };
  }
}
