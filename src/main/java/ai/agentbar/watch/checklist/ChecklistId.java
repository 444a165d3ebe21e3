package ai.agentbar.watch.checklist;

import com.fasterxml.jackson.annotation.JsonValue;

/** The checklist of one shift of one day; in links, events and the API a number. */
public record ChecklistId(@JsonValue long number) {

  public ChecklistId {
    if (number < 1) {
      throw new IllegalArgumentException("a checklist has a number from 1: " + number);
    }
  }

  @Override
  public String toString() {
    return Long.toString(number);
  }
}
