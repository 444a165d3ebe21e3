package ai.agentbar.web.console;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Filters by an enum: what was chosen, and what can be. */
public final class Choices {

  private Choices() {}

  /** The constant of that name in lower case; nothing for any other text. */
  public static <E extends Enum<E>> Optional<E> chosen(Class<E> type, String text) {
    return Arrays.stream(type.getEnumConstants())
        .filter(it -> Words.lower(it).equals(text))
        .findFirst();
  }

  /** All of them, and first of all: no choice. */
  public static <E extends Enum<E>> List<Option> of(
      List<E> offered, Optional<E> chosen, String group, Words words) {
    return Stream.concat(
            Stream.of(new Option("", words.say("filter.all"), chosen.isEmpty())),
            offered.stream()
                .map(
                    it ->
                        new Option(
                            Words.lower(it), words.of(group, it), chosen.equals(Optional.of(it)))))
        .toList();
  }
}
