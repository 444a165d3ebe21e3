package ai.agentbar.event;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/**
 * One line of the log standard: the standard fields in their order, then the event's own. What the
 * database keeps and what standard output shows are made here, so they cannot differ.
 */
record LogLine(
    Instant timestamp,
    Event.Level level,
    Origin origin,
    EventType type,
    String name,
    @Nullable String orderId,
    String message,
    @Nullable Long durationMs,
    Event.@Nullable Failure failure,
    Map<String, Object> fields) {

  private static final JsonMapper JSON =
      JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE).build();

  /** PostgreSQL's text cannot hold this character, and no reader of a log needs it. */
  private static final String NUL = "\u0000";

  static LogLine of(Event event, Origin origin, Instant at) {
    return new LogLine(
        at,
        event.level(),
        origin,
        event.type(),
        event.name(),
        event.orderId() == null ? null : event.orderId().value(),
        clean(event.message()),
        event.duration() == null ? null : event.duration().toMillis(),
        clean(event.failure()),
        fieldsOf(event));
  }

  String componentName() {
    return origin.component().name().toLowerCase(Locale.ROOT);
  }

  String fieldsAsJson() {
    return JSON.writeValueAsString(fields);
  }

  /**
   * The whole line, without a line break.
   *
   * @param environment names an installation that is not production, on each of its lines; empty
   *     there
   */
  String toJson(String environment) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("timestamp", timestamp.toString());
    line.put("level", level.name());
    line.put("component", componentName());
    line.put("event_type", type.name());
    line.put("event", name);
    line.put("order_id", orderId);
    line.put("request_id", origin.requestId());
    line.put("message", message);
    line.put("duration_ms", durationMs);
    line.put("error", failure);
    fields.forEach(line::putIfAbsent);
    line.put("environment", environment.isEmpty() ? null : environment);
    line.values().removeIf(value -> value == null);
    return JSON.writeValueAsString(line);
  }

  static Event.@Nullable Failure clean(Event.@Nullable Failure failure) {
    return failure == null ? null : new Event.Failure(failure.type(), clean(failure.message()));
  }

  static String clean(String text) {
    return Masking.mask(text.replace(NUL, "\uFFFD"));
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> fieldsOf(Event event) {
    Map<String, Object> fields = JSON.convertValue(event, LinkedHashMap.class);
    fields.remove("order_id");
    fields.replaceAll((_, value) -> value instanceof String text ? clean(text) : value);
    return fields;
  }
}
