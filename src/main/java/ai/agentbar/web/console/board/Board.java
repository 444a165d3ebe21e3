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

  /** The first is the key figure. */
  List<Figure> figures(Snapshot read, Words words);

  default List<Listing> listings(Snapshot read, Words words) {
    return List.of();
  }

  /** The counters whose growth in the range a figure tells. */
  default Set<Metric> ofFigures() {
    return Set.of();
  }

  /** The counters of which a listing tells each series. */
  default Set<Metric> ofListings() {
    return Set.of();
  }

  /** Of which nothing is drawn, but alerts concern the board too. */
  default Set<Metric> marked() {
    return Set.of();
  }

  /** What is read where the board stands in small. */
  default Set<Metric> readInSmall() {
    return together(plots().getFirst().metrics(), ofFigures());
  }

  /** What is read for the whole board. */
  default Set<Metric> read() {
    return together(
        plots().stream().flatMap(it -> it.metrics().stream()).collect(Collectors.toSet()),
        ofFigures());
  }

  /** Whose alerts belong here. */
  default Set<Metric> concerns() {
    return together(read(), marked());
  }

  private static Set<Metric> together(Set<Metric> some, Set<Metric> more) {
    return Stream.concat(some.stream(), more.stream()).collect(Collectors.toSet());
  }
}
