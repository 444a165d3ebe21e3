package ai.agentbar.watch.alert;

import com.fasterxml.jackson.annotation.JsonValue;

/** One silence of one rule; in events and the API a number. */
public record SilenceId(@JsonValue long number) {

  public SilenceId {
    if (number < 1) {
      throw new IllegalArgumentException("a silence has a number from 1: " + number);
    }
  }

  @Override
  public String toString() {
    return Long.toString(number);
  }
}
