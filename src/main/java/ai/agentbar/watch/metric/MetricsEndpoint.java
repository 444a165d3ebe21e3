package ai.agentbar.watch.metric;

import ai.agentbar.event.Subscriptions;
import ai.agentbar.watch.metric.Folded.Series;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code GET /metrics} for Prometheus: our metrics by the playbook's exact names, and after them
 * what Micrometer measures by itself: process, memory, disk, connection pool, HTTP.
 */
@RestController
class MetricsEndpoint {

  private static final int LAG_EVENTS_MAX = 10_000;

  private final MetricReadTable table;
  private final Subscriptions subscriptions;
  private final InstantSource clock;
  private final ObjectProvider<PrometheusMeterRegistry> meters;

  MetricsEndpoint(
      MetricReadTable table,
      Subscriptions subscriptions,
      InstantSource clock,
      ObjectProvider<PrometheusMeterRegistry> meters) {
    this.table = table;
    this.subscriptions = subscriptions;
    this.clock = clock;
    this.meters = meters;
  }

  @GetMapping(path = "/metrics", produces = Exposition.CONTENT_TYPE)
  String metrics() {
    Standing folded = table.standing(clock.instant());
    Map<Series, Long> series = new HashMap<>(folded.series());
    series.put(
        new Series(Metric.EVENT_FOLD_LAG.key(), ""),
        subscriptions.lag(MetricFold.SUBSCRIBER, LAG_EVENTS_MAX));
    series.put(new Series(Metric.DATABASE_CONNECTIONS.key(), ""), table.connections());
    Standing now = new Standing(series, folded.lastAts(), folded.countedGauges());
    PrometheusMeterRegistry own = meters.getIfAvailable();
    return Exposition.of(now) + (own == null ? "" : own.scrape(Exposition.CONTENT_TYPE));
  }
}
