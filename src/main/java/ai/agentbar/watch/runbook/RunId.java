package ai.agentbar.watch.runbook;

import com.fasterxml.jackson.annotation.JsonValue;

/** One run of one action; in events and the API a number. */
public record RunId(@JsonValue long number) {

  public RunId {
    if (number < 1) {
      throw new IllegalArgumentException("a run has a number from 1: " + number);
    }
  }

  @Override
  public String toString() {
    return Long.toString(number);
  }
}
