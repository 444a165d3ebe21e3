package ai.agentbar.watch.metric;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Instant;
import java.time.InstantSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code GET /metrics} for Prometheus: our metrics by the playbook's exact names, and after them
 * what Micrometer measures by itself: process, memory, disk, connection pool, HTTP.
 */
@RestController
class MetricsEndpoint {

  private final Standings standings;
  private final InstantSource clock;
  private final ObjectProvider<PrometheusMeterRegistry> meters;

  MetricsEndpoint(
      Standings standings, InstantSource clock, ObjectProvider<PrometheusMeterRegistry> meters) {
    this.standings = standings;
    this.clock = clock;
    this.meters = meters;
  }

  @GetMapping(path = "/metrics", produces = Exposition.CONTENT_TYPE)
  String metrics() {
    Instant now = clock.instant();
    String ours = Exposition.of(standings.at(now, standings.money(now)));
    PrometheusMeterRegistry own = meters.getIfAvailable();
    return ours + (own == null ? "" : own.scrape(Exposition.CONTENT_TYPE));
  }
}
