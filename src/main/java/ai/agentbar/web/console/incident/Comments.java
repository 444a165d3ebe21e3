package ai.agentbar.web.console.incident;

import ai.agentbar.kernel.Actor;
import ai.agentbar.watch.incident.Entry;
import ai.agentbar.watch.incident.IncidentChange;
import ai.agentbar.watch.incident.IncidentId;
import ai.agentbar.watch.incident.Incidents;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.springframework.stereotype.Component;

/** Takes what people say of an incident, on its page and on that of an alert. */
@Component
public class Comments {

  /** The same words of the same person within so long are one press of a button too many. */
  private static final Duration TWICE_WITHIN = Duration.ofMinutes(1);

  private final Incidents incidents;
  private final InstantSource clock;

  Comments(Incidents incidents, InstantSource clock) {
    this.incidents = incidents;
    this.clock = clock;
  }

  /** What was said already stands once, and counts as done. */
  public IncidentChange add(IncidentId id, Actor actor, String text) {
    Instant since = clock.instant().minus(TWICE_WITHIN);
    boolean said =
        incidents.timeline(id).stream()
            .filter(it -> it.kind() == Entry.Kind.COMMENT && it.at().isAfter(since))
            .anyMatch(it -> it.actor().filter(actor::equals).isPresent() && it.text().equals(text));
    return said
        ? incidents
            .find(id)
            .<IncidentChange>map(IncidentChange.Done::new)
            .orElseGet(IncidentChange.Unknown::new)
        : incidents.comment(id, actor, text);
  }
}
