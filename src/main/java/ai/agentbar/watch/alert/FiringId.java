package ai.agentbar.watch.alert;

import com.fasterxml.jackson.annotation.JsonValue;

/** One firing of one rule, from its begin to its end; in links, events and the API a number. */
public record FiringId(@JsonValue long number) {

  public FiringId {
    if (number < 1) {
      throw new IllegalArgumentException("a firing has a number from 1: " + number);
    }
  }

  @Override
  public String toString() {
    return Long.toString(number);
  }
}
