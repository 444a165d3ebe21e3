package ai.agentbar.web.console;

import java.util.Collection;
import java.util.List;

/** One of several boxes to tick: what it is, and what it is good for. */
public record Box(String value, String name, String about, boolean ticked) {

  /** One for each constant: {@code role.ops} is its name, {@code role.ops.about} what it is for. */
  public static <E extends Enum<E>> List<Box> of(
      List<E> offered, Collection<E> ticked, String group, Words words) {
    return offered.stream()
        .map(
            it ->
                new Box(
                    Words.lower(it),
                    words.of(group, it),
                    words.say("%s.%s.about".formatted(group, Words.lower(it))),
                    ticked.contains(it)))
        .toList();
  }
}
