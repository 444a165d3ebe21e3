package ai.agentbar.web.console.board;

import ai.agentbar.watch.metric.Metric;
import ai.agentbar.watch.playbook.Unit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What one chart shows.
 *
 * @param key by which its texts are found
 * @param normal whose band of the playbook is drawn in
 */
record Plot(String key, Unit unit, List<Line> lines, Optional<Metric> normal) {

  static Plot of(String key, Unit unit, Line... lines) {
    return new Plot(key, unit, List.of(lines), Optional.empty());
  }

  Plot normally(Metric metric) {
    return new Plot(key, unit, lines, Optional.of(metric));
  }

  Set<Metric> metrics() {
    return lines.stream().flatMap(it -> it.metrics().stream()).collect(Collectors.toSet());
  }
}
