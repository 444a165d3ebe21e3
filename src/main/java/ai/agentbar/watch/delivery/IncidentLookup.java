package ai.agentbar.watch.delivery;

import ai.agentbar.watch.alert.FiringId;
import java.util.OptionalLong;

/**
 * Which incident a firing belongs to. The room of incidents answers, which stands above this one: a
 * message leads to it, and nothing else here knows of incidents.
 */
public interface IncidentLookup {

  /** Nothing where the firing belongs to none. */
  OptionalLong incidentOf(FiringId firing);
}
