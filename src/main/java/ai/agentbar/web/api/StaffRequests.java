package ai.agentbar.web.api;

import ai.agentbar.staff.Because;
import ai.agentbar.web.CurrentActor;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Bodies of the staff API, as they come. */
final class StaffRequests {

  record NewPersonBody(
      @Nullable String login,
      @Nullable String name,
      @Nullable String language,
      @Nullable List<String> roles,
      @Nullable String reason) {}

  record RolesBody(@Nullable List<String> roles, @Nullable String reason) {}

  record ReasonBody(@Nullable String reason) {}

  record NewKeyBody(
      @Nullable String name,
      @Nullable List<String> rights,
      @Nullable String expiresAt,
      @Nullable String reason) {}

  record LoginBody(@Nullable String login, @Nullable String password) {}

  record PasswordBody(@Nullable String before, @Nullable String after) {}

  private StaffRequests() {}

  static Because because(@Nullable String reason, FieldReader fields) {
    return fields
        .optional("reason", reason, it -> new Because(CurrentActor.get(), it))
        .orElseGet(() -> new Because(CurrentActor.get(), ""));
  }

  /** At least one, each a word of that enum. */
  static <E extends Enum<E>> Set<E> words(
      String field, @Nullable List<String> words, Class<E> of, FieldReader fields) {
    Set<E> read = EnumSet.noneOf(of);
    if (words == null || words.isEmpty()) {
      fields.refuse(field, "is missing; known are " + known(of));
      return read;
    }
    for (String word : words) {
      fields.optional(field, word, it -> word(it, of)).ifPresent(read::add);
    }
    return read;
  }

  private static <E extends Enum<E>> E word(String text, Class<E> of) {
    return Arrays.stream(of.getEnumConstants())
        .filter(it -> it.name().equals(text.toUpperCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("is not known; known are " + known(of)));
  }

  static <E extends Enum<E>> E known(String text, Class<E> of) {
    return word(text, of);
  }

  private static <E extends Enum<E>> List<E> known(Class<E> of) {
    return List.of(of.getEnumConstants());
  }
}
