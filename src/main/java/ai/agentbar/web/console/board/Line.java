package ai.agentbar.web.console.board;

import ai.agentbar.watch.metric.Courses;
import ai.agentbar.watch.metric.Metric;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** One line of a plot: which numbers, and where the rows behind them are. */
sealed interface Line {

  /** What in {@link #rows} stands for the day of a point: by the reader's clock, or in WIB. */
  String DAY = "{day}";

  String WIB_DAY = "{wib}";

  /** By how much a counter grew; the highest a gauge stood at. */
  record Whole(Metric metric, String rows) implements Line {

    @Override
    public Optional<Long> at(Instant step, Courses courses) {
      return courses.of(metric).at(step);
    }
  }

  /** The lowest a gauge stood at: of whoever should be alive. */
  record Lowest(Metric metric, String rows) implements Line {

    @Override
    public Optional<Long> at(Instant step, Courses courses) {
      return courses.of(metric).lowestAt(step);
    }
  }

  /** One series of a metric that has several. */
  record Labelled(Metric metric, String label, String group, String rows) implements Line {

    @Override
    public Optional<Long> at(Instant step, Courses courses) {
      return courses.of(metric, label).at(step);
    }

    /** A label that keys can spell. */
    @Override
    public String key() {
      return label;
    }
  }

  /** One counter in percent of another; nothing where that did not grow. */
  record Share(Metric metric, Metric of, String rows) implements Line {

    @Override
    public Optional<Long> at(Instant step, Courses courses) {
      long whole = courses.of(of).at(step).orElse(0L);
      return whole == 0
          ? Optional.empty()
          : courses.of(metric).at(step).map(it -> Math.round(100.0 * it / whole));
    }

    @Override
    public Set<Metric> metrics() {
      return Set.of(metric, of);
    }
  }

  /** How long that percentage of the notifications took at most. */
  record Percentile(int percent, String rows) implements Line {

    @Override
    public Metric metric() {
      return Metric.WEBHOOK_LATENCY_MS;
    }

    @Override
    public Optional<Long> at(Instant step, Courses courses) {
      return courses.latencyAt(step).percentileMs(percent / 100.0);
    }

    @Override
    public String key() {
      return "p" + percent;
    }
  }

  Metric metric();

  /** An address with a day in it, or without one. */
  String rows();

  Optional<Long> at(Instant step, Courses courses);

  default Set<Metric> metrics() {
    return Set.of(metric());
  }

  /** By which its name is found among the texts. */
  default String key() {
    return metric().key();
  }
}
