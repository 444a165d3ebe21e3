package ai.agentbar.watch.incident;

import ai.agentbar.kernel.Wib;
import ai.agentbar.watch.metric.Point;
import java.time.Duration;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A metric over time, to be shown in Markdown: a Mermaid chart, which GitHub, GitLab and most
 * readers of Markdown draw, and which says the same in numbers where it is not drawn.
 */
record Graph(String metric, List<Point> points) {

  /** More would not be told apart on the width of a page. */
  static final int POINTS_MAX = 60;

  private static final Duration SHORTEST_STEP = Duration.ofMinutes(1);

  private static final DateTimeFormatter LABEL =
      DateTimeFormatter.ofPattern("dd.MM. HH:mm").withZone(Wib.ZONE);

  /** Whole minutes, so many that the stretch fits the page. */
  static Duration step(Duration stretch) {
    long minutes = Math.ceilDiv(stretch.toSeconds(), SHORTEST_STEP.toSeconds() * POINTS_MAX);
    return SHORTEST_STEP.multipliedBy(Math.max(1, minutes));
  }

  String markdown() {
    if (points.isEmpty()) {
      return "`%s`: no history is kept of this time.\n".formatted(metric);
    }
    long highest = points.stream().mapToLong(Point::value).max().orElse(0);
    return """
        ```mermaid
        xychart-beta
            title "%s (WIB), highest %d"
            x-axis [%s]
            y-axis "%s" 0 --> %d
            line [%s]
        ```
        """
        .formatted(
            metric,
            highest,
            joined(points.stream().map(it -> '"' + LABEL.format(it.at()) + '"').toList()),
            metric,
            Math.max(1, highest),
            joined(points.stream().map(it -> Long.toString(it.value())).toList()));
  }

  private static String joined(List<String> parts) {
    return parts.stream().collect(Collectors.joining(", "));
  }
}
