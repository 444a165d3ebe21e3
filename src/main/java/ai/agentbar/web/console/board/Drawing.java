package ai.agentbar.web.console.board;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A chart as the shapes of an SVG: drawn by the server, so that it stands without JavaScript.
 *
 * @param band the normal band as the points of a polygon, or empty
 * @param lines the path of each line, broken where nobody knew the number
 */
public record Drawing(String band, List<String> lines) {

  static final int WIDTH = 600;
  static final int HEIGHT = 140;
  private static final int MARGIN = 4;

  static Drawing of(Chart.Data data) {
    double highest = highest(data);
    return new Drawing(
        band(data, highest), data.lines().stream().map(it -> path(it.values(), highest)).toList());
  }

  /** Where a moment stands, the middle of a step in the middle of its place. */
  static double x(long second, List<Instant> starts) {
    long first = starts.getFirst().getEpochSecond();
    long last = starts.getLast().getEpochSecond();
    return last == first ? 0 : Math.clamp((double) (second - first) / (last - first), 0, 1) * WIDTH;
  }

  private static double highest(Chart.Data data) {
    Stream<@Nullable Long> limits =
        Stream.of(data.low(), data.high())
            .filter(Objects::nonNull)
            .flatMap(it -> Objects.requireNonNull(it).stream());
    return Stream.concat(data.lines().stream().flatMap(it -> it.values().stream()), limits)
        .filter(Objects::nonNull)
        .mapToLong(it -> Objects.requireNonNull(it))
        .max()
        .orElse(0);
  }

  private static String band(Chart.Data data, double highest) {
    List<@Nullable Long> low = data.low();
    List<@Nullable Long> high = data.high();
    if (low == null && high == null) {
      return "";
    }
    int points = data.t().size();
    StringBuilder band = new StringBuilder();
    for (int i = 0; i < points; i++) {
      point(band, i, points, y(high == null ? null : high.get(i), 0, highest));
    }
    for (int i = points - 1; i >= 0; i--) {
      point(band, i, points, y(low == null ? null : low.get(i), HEIGHT, highest));
    }
    return band.toString().strip();
  }

  private static String path(List<@Nullable Long> values, double highest) {
    StringBuilder path = new StringBuilder();
    boolean drawn = false;
    for (int i = 0; i < values.size(); i++) {
      Long value = values.get(i);
      if (value != null) {
        path.append(drawn ? 'L' : 'M');
        point(path, i, values.size(), y(value, HEIGHT, highest));
      }
      drawn = value != null;
    }
    return path.toString().strip();
  }

  private static double y(@Nullable Long value, double unlimited, double highest) {
    if (value == null) {
      return unlimited;
    }
    double part = highest == 0 ? 0 : value / highest;
    return HEIGHT - 1 - part * (HEIGHT - MARGIN);
  }

  private static void point(StringBuilder points, int index, int all, double y) {
    double x = all < 2 ? 0 : (double) WIDTH * index / (all - 1);
    points.append(String.format(Locale.ROOT, "%.1f,%.1f ", x, y));
  }
}
