package ai.agentbar.event;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An event as it stands in the log. Its names are text, not enums of ours: another backend may ship
 * events too, and what a subscriber does not know it must pass over.
 *
 * @param fields the event's own fields by their JSON names
 */
public record StoredEvent(
    long id,
    Instant occurredAt,
    String level,
    String component,
    String type,
    String name,
    @Nullable String orderId,
    @Nullable String requestId,
    String message,
    @Nullable Long durationMs,
    Event.@Nullable Failure failure,
    Map<String, Object> fields) {

  public boolean is(EventType category) {
    return type.equals(category.name());
  }

  /** The text of one of the event's own fields, or the empty string where it has none. */
  public String text(String field) {
    Object value = fields.get(field);
    return value == null ? "" : value.toString();
  }

  /** The whole number in one of the event's own fields, or 0 where it has none. */
  public long number(String field) {
    return fields.get(field) instanceof Number number ? number.longValue() : 0;
  }
}
