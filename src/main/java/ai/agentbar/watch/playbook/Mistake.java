package ai.agentbar.watch.playbook;

import java.util.Comparator;

/** What is wrong in a playbook, in which file and line, counted from 1. */
public record Mistake(String file, int line, String reason) implements Comparable<Mistake> {

  private static final Comparator<Mistake> ORDER =
      Comparator.comparing(Mistake::file)
          .thenComparingInt(Mistake::line)
          .thenComparing(Mistake::reason);

  Mistake(Place place, String reason) {
    this(place.file(), place.line(), reason);
  }

  /** As people read it: {@code playbook.yaml:21: kind: 'guess' is none of ...}. */
  @Override
  public String toString() {
    return "%s:%d: %s".formatted(file, line, reason);
  }

  @Override
  public int compareTo(Mistake other) {
    return ORDER.compare(this, other);
  }
}
