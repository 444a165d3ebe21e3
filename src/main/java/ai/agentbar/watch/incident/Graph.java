package ai.agentbar.watch.incident;

import ai.agentbar.kernel.Wib;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A metric over time, to be shown in Markdown: a Mermaid chart, which GitHub, GitLab and most
 * readers of Markdown draw, and which says the same in numbers where it is not drawn.
 *
 * @param values one a step, the first at {@code from}
 */
record Graph(String metric, Instant from, Duration step, List<Long> values) {

  /** More would not be told apart on the width of a page. */
  static final int POINTS_MAX = 60;

  private static final DateTimeFormatter LABEL =
      DateTimeFormatter.ofPattern("HH:mm").withZone(Wib.ZONE);

  /** Thins out by the highest value of neighbours: a peak is what people look for. */
  static Graph of(String metric, Instant from, Duration step, List<Long> values) {
    int width = Math.max(1, Math.ceilDiv(values.size(), POINTS_MAX));
    List<Long> thinned =
        IntStream.range(0, Math.ceilDiv(values.size(), width))
            .mapToObj(i -> highest(values.subList(i * width, Math.min(values.size(), (i + 1) * width))))
            .toList();
    return new Graph(metric, from, step.multipliedBy(width), thinned);
  }

  String markdown() {
    if (values.isEmpty()) {
      return "`%s`: no history is kept of this time.\n".formatted(metric);
    }
    return """
        ```mermaid
        xychart-beta
            title "%s (WIB)"
            x-axis [%s]
            y-axis "highest %d" 0 --> %d
            line [%s]
        ```
        """
        .formatted(
            metric,
            IntStream.range(0, values.size()).mapToObj(this::label).collect(Collectors.joining(", ")),
            highest(values),
            Math.max(1, highest(values)),
            values.stream().map(String::valueOf).collect(Collectors.joining(", ")));
  }

  private String label(int point) {
    return '"' + LABEL.format(from.plus(step.multipliedBy(point))) + '"';
  }

  private static long highest(List<Long> values) {
    return values.stream().mapToLong(Long::longValue).max().orElse(0);
  }
}
