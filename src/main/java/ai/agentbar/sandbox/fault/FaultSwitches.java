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

  /** The worker was started anew. */
  public void thawWorker() {
    merge(JSON.createObjectNode().put("worker_frozen", false));
  }

  /** Somebody without our key begins to send notifications, or stops. */
  public void forgeSignatures(boolean on) {
    FaultSwitch forge = NotificationSwitches.FORGE;
    set(forge, JSON.readTree(on ? forge.onValue() : "0"));
  }

  /** Every field of every group, by its name on the wire. */
  ObjectNode fields() {
    return flat(current());
  }

  /**
   * Changes the fields that are named and leaves the others.
   *
   * @throws IllegalArgumentException where a field is unknown, of another type or out of its range;
   *     nothing changed then
   */
  void merge(ObjectNode changes) {
    try {
      var _ = current.updateAndGet(faults -> merged(faults, changes));
    } catch (JacksonException e) {
      throw new IllegalArgumentException(reason(e), e);
    }
  }

  /** The value of one field, by its name on the wire. */
  JsonNode valueOf(String field) {
    return fields().path(field);
  }

  /**
   * Turns a switch on.
   *
   * @param value what a person typed; the switch's own value where that is blank
   * @throws IllegalArgumentException where the value does not fit
   */
  void turnOn(FaultSwitch fault, String value) {
    try {
      set(fault, JSON.readTree(value.isBlank() ? fault.onValue() : value.strip()));
    } catch (JacksonException e) {
      throw new IllegalArgumentException(fault.field() + " is a number, not " + value, e);
    }
  }

  void turnOff(FaultSwitch fault) {
    set(fault, flat(Faults.NONE).path(fault.field()));
  }

  private void set(FaultSwitch fault, JsonNode value) {
    ObjectNode change = JSON.createObjectNode();
    change.set(fault.field(), value);
    merge(change);
  }

  private static Faults merged(Faults faults, ObjectNode changes) {
    ObjectNode groups = JSON.valueToTree(faults);
    changes
        .properties()
        .forEach(it -> groupOf(groups, it.getKey()).set(it.getKey(), it.getValue()));
    return JSON.treeToValue(groups, Faults.class);
  }

  private static ObjectNode groupOf(ObjectNode groups, String field) {
    return groups
        .valueStream()
        .filter(group -> group.has(field))
        .map(ObjectNode.class::cast)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("there is no fault named " + field));
  }

  private static ObjectNode flat(Faults faults) {
    ObjectNode groups = JSON.valueToTree(faults);
    ObjectNode fields = JSON.createObjectNode();
    groups.valueStream().forEach(group -> fields.setAll((ObjectNode) group));
    return fields;
  }

  private static String reason(JacksonException e) {
    return e.getCause() instanceof IllegalArgumentException refusal
        ? String.valueOf(refusal.getMessage())
        : e.getOriginalMessage();
  }
}
