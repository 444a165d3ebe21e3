package ai.agentbar.web.api;

import ai.agentbar.web.Problem;
import ai.agentbar.web.Problem.FieldError;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;

/**
 * Reads the fields of a request into values, and collects what is wrong with all of them: a value's
 * own constructor says it.
 */
final class FieldReader {

  private final List<FieldError> errors = new ArrayList<>();

  /** Empty where it is missing or refused; then {@link #failed} is true. */
  <T> Optional<T> required(String field, @Nullable String text, Function<String, T> value) {
    if (text == null || text.isBlank()) {
      errors.add(new FieldError(field, "is missing"));
      return Optional.empty();
    }
    return optional(field, text, value);
  }

  /** Empty where it is missing, which is no error, or refused. */
  <T> Optional<T> optional(String field, @Nullable String text, Function<String, T> value) {
    try {
      return text == null || text.isBlank()
          ? Optional.empty()
          : Optional.of(value.apply(text.strip()));
    } catch (IllegalArgumentException | DateTimeException refused) {
      errors.add(new FieldError(field, String.valueOf(refused.getMessage())));
      return Optional.empty();
    }
  }

  void refuse(String field, String message) {
    errors.add(new FieldError(field, message));
  }

  boolean failed() {
    return !errors.isEmpty();
  }

  ResponseEntity<Problem> problem() {
    return Problem.invalidFields(List.copyOf(errors)).answer();
  }
}
