package ai.agentbar.watch.incident;

import com.fasterxml.jackson.annotation.JsonValue;

/** One incident; in links, events and the API a number. */
public record IncidentId(@JsonValue long number) {

  public IncidentId {
    if (number < 1) {
      throw new IllegalArgumentException("an incident has a number from 1: " + number);
    }
  }

  @Override
  public String toString() {
    return Long.toString(number);
  }
}
