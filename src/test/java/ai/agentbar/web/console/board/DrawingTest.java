package ai.agentbar.web.console.board;

import static org.assertj.core.api.Assertions.assertThat;

import ai.agentbar.watch.metric.Stretch;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DrawingTest {

  /** 10:01:10 WIB. */
  private static final Instant NOW = Instant.parse("2026-11-23T03:01:10Z");

  @Test
  void a_line_breaks_where_nobody_knew_the_number() {
    Drawing drawing = Drawing.of(data(values(0L, 10L, null, 5L), null, null));

    assertThat(drawing.lines()).containsExactly("M0.0,139.0 L200.0,3.0 M600.0,71.0");
    assertThat(drawing.band()).isEmpty();
  }

  @Test
  void a_band_without_an_upper_limit_reaches_to_the_top() {
    Drawing drawing = Drawing.of(data(values(100L, 50L), values(95L, 95L), null));

    assertThat(drawing.band()).isEqualTo("0.0,0.0 600.0,0.0 600.0,9.8 0.0,9.8");
  }

  @Test
  void the_scale_holds_the_limit_of_what_is_normal_too() {
    Drawing drawing = Drawing.of(data(values(1L, 1L), null, values(20L, 20L)));

    assertThat(drawing.band()).startsWith("0.0,3.0 600.0,3.0").endsWith("600.0,140.0 0.0,140.0");
    assertThat(drawing.lines()).containsExactly("M0.0,132.2 L600.0,132.2");
  }

  @ParameterizedTest
  @EnumSource
  void a_range_ends_with_the_step_that_runs(BoardRange range) {
    Stretch stretch = range.until(NOW);

    assertThat(stretch.to()).isAfter(NOW).isBeforeOrEqualTo(NOW.plus(range.step()));
    assertThat(Duration.between(stretch.from(), stretch.to())).isEqualTo(range.length());
    assertThat(BoardRange.of(range.key())).isEqualTo(range);
  }

  @Test
  void a_month_is_cut_where_days_in_western_indonesia_begin() {
    Instant midnight = Instant.parse("2026-11-22T17:00:00Z");

    assertThat(BoardRange.MONTH.until(NOW).starts()).hasSize(180).contains(midnight);
  }

  private static Chart.Data data(
      List<@Nullable Long> line,
      @Nullable List<@Nullable Long> low,
      @Nullable List<@Nullable Long> high) {
    List<Long> t =
        java.util.stream.LongStream.range(0, line.size()).map(it -> it * 60).boxed().toList();
    return new Chart.Data(
        "count",
        "en",
        "Asia/Jakarta",
        t,
        List.of(new Chart.LineData("line", "/orders", line)),
        low,
        high,
        List.of());
  }

  private static List<@Nullable Long> values(@Nullable Long... values) {
    return Arrays.asList(values);
  }
}
