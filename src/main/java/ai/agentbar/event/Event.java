package ai.agentbar.event;

import ai.agentbar.kernel.OrderId;
import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened. Each room has its own family of records; a record's components are the
 * event's own fields, in snake_case, beside the standard ones that this interface names.
 *
 * <p>Personal data and secrets may only be carried in the kernel's types, which mask themselves in
 * JSON.
 */
public interface Event {

  enum Level {
    /**
     * Stored and folded; printed only where debugging is switched on, since it comes all the time.
     */
    DEBUG,
    INFO,
    WARN,
    /** A person must act. */
    ERROR
  }

  /** What went wrong, in an event that tells of a failure. */
  record Failure(String type, String message) {
    public static Failure of(Throwable cause) {
      return new Failure(cause.getClass().getSimpleName(), String.valueOf(cause.getMessage()));
    }
  }

  EventType type();

  /** What happened, in the same style as the categories: {@code PAYMENT_PAID}. */
  String name();

  /** One sentence for a person. */
  String message();

  default Level level() {
    return Level.INFO;
  }

  @JsonIgnore
  default @Nullable OrderId orderId() {
    return null;
  }

  @JsonIgnore
  default @Nullable Duration duration() {
    return null;
  }

  @JsonIgnore
  default @Nullable Failure failure() {
    return null;
  }
}
