package ai.agentbar.web.console;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

/** What somebody typed into a form, as text: to be read, or to be shown again where it is unfit. */
public record Typed(MultiValueMap<String, String> fields) {

  /** The text of a field without the space around it; empty where there is none. */
  public String text(String field) {
    return Objects.requireNonNullElse(fields.getFirst(field), "").strip();
  }

  /** The chosen ones of several boxes of one name. */
  public <E extends Enum<E>> List<E> chosen(String field, Class<E> of) {
    return Objects.requireNonNullElse(fields.get(field), List.<String>of()).stream()
        .flatMap(it -> Choices.chosen(of, it).stream())
        .distinct()
        .toList();
  }

  /** What a field stands for; nothing where it cannot stand for any. */
  public <T> Optional<T> read(String field, Function<String, T> reading) {
    try {
      return Optional.of(reading.apply(text(field)));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  /** All of it, as a picture of nothing typed yet. */
  public static Typed nothing() {
    return new Typed(new LinkedMultiValueMap<>());
  }

  @Override
  public String toString() {
    return fields.keySet().stream().sorted().collect(Collectors.joining(", ", "fields ", ""));
  }
}
