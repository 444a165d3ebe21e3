package ai.agentbar.web.console;

import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;

/**
 * Two lines over the last hour as the points of an SVG: drawn by the server, so that it stands
 * without JavaScript.
 *
 * @param received points of notifications received per minute
 * @param paid points of orders paid per minute
 * @param highest the value at the top of the chart
 */
public record ChartView(String received, String receivedArea, String paid, long highest) {

  static final int WIDTH = 600;
  static final int HEIGHT = 120;

  static ChartView of(List<Long> received, List<Long> paid) {
    long highest =
        LongStream.concat(
                received.stream().mapToLong(Long::longValue),
                paid.stream().mapToLong(Long::longValue))
            .max()
            .orElse(0);
    String line = points(received, highest);
    return new ChartView(
        line,
        "0,%d %s %d,%d".formatted(HEIGHT, line, WIDTH, HEIGHT),
        points(paid, highest),
        highest);
  }

  private static String points(List<Long> values, long highest) {
    StringBuilder points = new StringBuilder();
    double step = values.size() < 2 ? 0 : (double) WIDTH / (values.size() - 1);
    for (int i = 0; i < values.size(); i++) {
      double y = HEIGHT - (highest == 0 ? 0 : (HEIGHT - 4.0) * values.get(i) / highest) - 1;
      points.append(String.format(Locale.ROOT, "%.1f,%.1f ", i * step, y));
    }
    return points.toString().strip();
  }
}
