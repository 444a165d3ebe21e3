package ai.agentbar.watch.playbook;

import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The names of closed sets as the file writes them. */
final class Names {

  private Names() {}

  /**
   * @throws IllegalArgumentException naming the whole set
   */
  static <E extends Enum<E>> E of(Class<E> set, String text) {
    return of(set, text, it -> it.name().toLowerCase(Locale.ROOT));
  }

  /** The same, for names that the file writes in upper case. */
  static <E extends Enum<E>> E upper(Class<E> set, String text) {
    return of(set, text, Enum::name);
  }

  private static <E extends Enum<E>> E of(Class<E> set, String text, Function<E, String> name) {
    return Stream.of(set.getEnumConstants())
        .filter(it -> name.apply(it).equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "'%s' is none of %s"
                        .formatted(
                            text,
                            Stream.of(set.getEnumConstants())
                                .map(name)
                                .collect(Collectors.joining(", ")))));
  }
}
