package ai.agentbar.web.console.board;

import ai.agentbar.watch.metric.Metric;
import ai.agentbar.web.console.Words;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One board of the playbook: what it draws, and what it says of what was read. Pure. */
interface Board {

  /** The first is the one by which the board is known where all are shown small. */
  List<Plot> plots();

  /** What is read beside what is drawn, or of which an alert is marked here too. */
  default Set<Metric> others() {
    return Set.of();
  }

  /** The first is the key figure. */
  List<Figure> figures(Snapshot read, Words words);

  default List<Listing> listings(Snapshot read, Words words) {
    return List.of();
  }

  /** What the first plot and the figures need. */
  default Set<Metric> metricsInSmall() {
    return Stream.concat(plots().getFirst().metrics().stream(), ofFigures().stream())
        .collect(Collectors.toSet());
  }

  /** The counters whose growth in the range a figure tells. */
  default Set<Metric> ofFigures() {
    return Set.of();
  }

  /** What belongs to it: what is drawn, told, and marked. */
  default Set<Metric> metrics() {
    return Stream.concat(plots().stream().flatMap(it -> it.metrics().stream()), others().stream())
        .collect(Collectors.toSet());
  }
}
