package ai.agentbar.watch.metric;

import ai.agentbar.event.Origin.Component;
import ai.agentbar.job.Work;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** Writes the gauges down once a minute; the node that is first writes, the others find the row. */
@Service
@Order(200)
class HistoryWork implements Work {

  private final Standings standings;
  private final HistoryTable table;
  private final TransactionTemplate transaction;
  private final InstantSource clock;
  private Instant writtenMinute = Instant.EPOCH;

  HistoryWork(
      Standings standings,
      HistoryTable table,
      TransactionTemplate transaction,
      InstantSource clock) {
    this.standings = standings;
    this.table = table;
    this.transaction = transaction;
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
      write(minute, standings.at(now, standings.money(now)));
      writtenMinute = minute;
    }
    return 0;
  }

  private void write(Instant minute, Standing standing) {
    List<Sample> known = known(standing);
    transaction.executeWithoutResult(
        _ -> {
          if (table.add(minute, gauges(standing, known))) {
            Grain.ALL.forEach(grain -> table.widen(grain, minute, known));
          }
        });
  }

  /** Every gauge as a whole, and each series of those that have a closed list of them. */
  private static List<Sample> known(Standing standing) {
    List<Sample> known = new ArrayList<>();
    for (Metric metric : Metric.values()) {
      if (GaugeNames.isGauge(metric) && standing.knows(metric)) {
        known.add(Sample.of(metric, standing.value(metric)));
        for (String label : GaugeNames.labels(metric, standing)) {
          known.add(new Sample(metric, label, standing.value(metric, label)));
        }
      }
    }
    return known;
  }

  /** Those at 0 are left out, since most are; one nobody knows now is kept as unknown. */
  private static Map<String, @Nullable Long> gauges(Standing standing, List<Sample> known) {
    Map<String, @Nullable Long> gauges = new TreeMap<>();
    for (Metric metric : Metric.values()) {
      if (GaugeNames.isGauge(metric) && !standing.knows(metric)) {
        gauges.put(metric.key(), null);
      }
    }
    known.stream()
        .filter(it -> it.amount() != 0)
        .forEach(it -> gauges.put(GaugeNames.of(it.metric(), it.label()), it.amount()));
    return gauges;
  }
}
