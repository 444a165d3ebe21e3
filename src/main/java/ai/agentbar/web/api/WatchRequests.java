package ai.agentbar.web.api;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** Bodies of the watch's API, as they come. */
final class WatchRequests {

  record NoteBody(@Nullable String note) {}

  record CommentBody(@Nullable String text) {}

  /**
   * @param login who has the role; nobody where it is missing
   */
  record RoleBody(@Nullable String role, @Nullable String login) {}

  record StepBody(@Nullable String step, @Nullable Boolean skipped, @Nullable String note) {}

  record SeverityBody(@Nullable String severity, @Nullable String reason) {}

  record WhyBody(@Nullable String reason) {}

  record TextBody(@Nullable Integer version, @Nullable String text) {}

  /**
   * @param tickets how many CS tickets are open
   * @param notes by item, in lower case: {@code webhook_errors}
   */
  record SignBody(@Nullable Long tickets, @Nullable Map<String, String> notes) {}

  private WatchRequests() {}

  /** A constant by its name, in whatever case. */
  static <E extends Enum<E>> E word(String text, Class<E> of) {
    return Arrays.stream(of.getEnumConstants())
        .filter(it -> it.name().equals(text.toUpperCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "is not known; known are " + List.of(of.getEnumConstants())));
  }

  /** The number in a path; what is none is nobody's number. */
  static <T> Optional<T> number(String text, LongFunction<T> id) {
    try {
      return Optional.of(id.apply(Long.parseLong(text)));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }
}
