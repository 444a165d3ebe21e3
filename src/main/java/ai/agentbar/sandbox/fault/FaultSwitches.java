package ai.agentbar.sandbox.fault;

import java.util.concurrent.atomic.AtomicReference;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What is broken now, for everybody who acts. A change is in force for the next act. */
public final class FaultSwitches {

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .build();

  private final AtomicReference<Faults> current = new AtomicReference<>(Faults.NONE);

  public Faults current() {
    return current.get();
  }

  public void clear() {
    current.set(Faults.NONE);
  }

  /**
   * Changes the fields that are named and leaves the others.
   *
   * @throws IllegalArgumentException where a field is unknown, of another type or out of its range;
   *     nothing changed then
   */
  Faults merge(ObjectNode changes) {
    try {
      return current.updateAndGet(faults -> merged(faults, changes));
    } catch (JacksonException e) {
      throw new IllegalArgumentException(reason(e), e);
    }
  }

  /** The value of one field, by its name on the wire. */
  JsonNode valueOf(String field) {
    return JSON.valueToTree(current()).path(field);
  }

  void turnOn(FaultSwitch fault) {
    set(fault, JSON.readTree(fault.onValue()));
  }

  void turnOff(FaultSwitch fault) {
    set(fault, JSON.valueToTree(Faults.NONE).path(fault.field()));
  }

  private void set(FaultSwitch fault, JsonNode value) {
    ObjectNode change = JSON.createObjectNode();
    change.set(fault.field(), value);
    var _ = merge(change);
  }

  private static Faults merged(Faults faults, ObjectNode changes) {
    ObjectNode all = JSON.valueToTree(faults);
    all.setAll(changes);
    return JSON.treeToValue(all, Faults.class);
  }

  private static String reason(JacksonException e) {
    return e.getCause() instanceof IllegalArgumentException refusal
        ? String.valueOf(refusal.getMessage())
        : e.getOriginalMessage();
  }
}
