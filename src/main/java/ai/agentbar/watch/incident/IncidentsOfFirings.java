package ai.agentbar.watch.incident;

import ai.agentbar.watch.alert.FiringId;
import ai.agentbar.watch.delivery.IncidentLookup;
import java.util.OptionalLong;
import org.springframework.stereotype.Component;

/** Tells messages which incident they are about. */
@Component
class IncidentsOfFirings implements IncidentLookup {

  private final IncidentReadTable reading;

  IncidentsOfFirings(IncidentReadTable reading) {
    this.reading = reading;
  }

  @Override
  public OptionalLong incidentOf(FiringId firing) {
    return reading
        .ofFiring(firing)
        .map(it -> OptionalLong.of(it.number()))
        .orElse(OptionalLong.empty());
  }
}
