package ai.agentbar.web.console.board;

import ai.agentbar.watch.metric.Courses;
import ai.agentbar.watch.playbook.Band;
import ai.agentbar.watch.playbook.Unit;
import java.time.Instant;
import java.util.Optional;

/**
 * The playbook's band of a plot, step by step: a share of another metric moves with that one, but
 * where the plot itself is in percent of it.
 */
record Normal(Band band, Unit unit) {

  static Optional<Normal> of(Plot plot, Snapshot read) {
    return plot.normal()
        .flatMap(read.playbook()::band)
        .filter(it -> it.atLeast().isPresent() || it.atMost().isPresent())
        .map(it -> new Normal(it, plot.unit()));
  }

  Optional<Long> lowAt(Instant step, Courses courses) {
    return limit(band.atLeast(), step, courses);
  }

  Optional<Long> highAt(Instant step, Courses courses) {
    return limit(band.atMost(), step, courses);
  }

  private Optional<Long> limit(Optional<Long> limit, Instant step, Courses courses) {
    return band.of().isEmpty() || unit == Unit.PERCENT
        ? limit
        : limit.map(it -> it * courses.of(band.of().get()).at(step).orElse(0L) / 100);
  }
}
