package ai.agentbar.watch.metric;

import ai.agentbar.event.Origin.Component;
import ai.agentbar.job.Work;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Service;

/** Writes the gauges down once a minute; the node that is first writes, the others find the row. */
@Service
@Order(200)
class HistoryWork implements Work {

  private final Standings standings;
  private final HistoryTable table;
  private final InstantSource clock;
  private Instant writtenMinute = Instant.EPOCH;

  HistoryWork(Standings standings, HistoryTable table, InstantSource clock) {
    this.standings = standings;
    this.table = table;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "metric-history";
  }

  @Override
  public Component component() {
    return Component.WATCH;
  }

  /** Always 0: the next minute is not there yet. */
  @Override
  public int step() {
    Instant now = clock.instant();
    Instant minute = now.truncatedTo(ChronoUnit.MINUTES);
    if (!minute.equals(writtenMinute)) {
      table.add(minute, gauges(standings.at(now, standings.money(now))));
      writtenMinute = minute;
    }
    return 0;
  }

  /** Those at 0 are left out, since most are; one nobody knows now is kept as unknown. */
  private static Map<String, @Nullable Long> gauges(Standing standing) {
    Map<String, @Nullable Long> gauges = new TreeMap<>();
    for (Metric metric : Metric.values()) {
      if (isGauge(metric)) {
        Long value = standing.knows(metric) ? standing.value(metric) : null;
        if (value == null || value != 0) {
          gauges.put(metric.key(), value);
        }
      }
    }
    return gauges;
  }

  private static boolean isGauge(Metric metric) {
    return switch (metric.shape()) {
      case MetricShape.Gauge(), MetricShape.LabelledGauge _ -> true;
      case MetricShape.Counter(), MetricShape.LabelledCounter _, MetricShape.Histogram _ -> false;
    };
  }
}
