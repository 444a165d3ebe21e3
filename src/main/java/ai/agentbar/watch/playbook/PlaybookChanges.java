package ai.agentbar.watch.playbook;

import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What is otherwise in one playbook than in another. Pure.
 *
 * @param added rules that only the other one has
 * @param off rules that the other one does not have any more
 * @param parts what else is otherwise
 */
public record PlaybookChanges(
    List<Rule> added, List<Changed> changed, List<Rule> off, Set<Part> parts) {

  /** A rule that is in both and not the same. */
  public record Changed(Rule before, Rule after) {

    /** Whether it fires at other times; else its words, its people or its steps are otherwise. */
    public boolean judgesOtherwise() {
      return !before.card().timing().equals(after.card().timing())
          || !before.equals(after.with(before.card()));
    }
  }

  /** What a playbook has beside its rules. */
  public enum Part {
    BUSY_HOURS,
    SEVERITIES,
    TEAMS,
    BANDS,
    DELIVERY,
    SHIFTS
  }

  public static PlaybookChanges between(Playbook before, Playbook after) {
    return new PlaybookChanges(
        missing(before, after),
        after.rules().stream().flatMap(it -> changed(before.rule(it.id()), it).stream()).toList(),
        missing(after, before),
        parts(before, after));
  }

  public boolean isEmpty() {
    return added.isEmpty() && changed.isEmpty() && off.isEmpty() && parts.isEmpty();
  }

  /** The rules of the second that the first does not have. */
  private static List<Rule> missing(Playbook first, Playbook second) {
    return second.rules().stream().filter(it -> first.rule(it.id()).isEmpty()).toList();
  }

  private static Optional<Changed> changed(Optional<Rule> before, Rule after) {
    return before.filter(it -> !it.equals(after)).map(it -> new Changed(it, after));
  }

  private static Set<Part> parts(Playbook before, Playbook after) {
    Set<Part> parts = EnumSet.noneOf(Part.class);
    for (Part part : Part.values()) {
      if (!Objects.equals(of(before, part), of(after, part))) {
        parts.add(part);
      }
    }
    return parts;
  }

  private static Object of(Playbook playbook, Part part) {
    return switch (part) {
      case BUSY_HOURS -> playbook.busyHours();
      case SEVERITIES -> playbook.severities();
      case TEAMS -> playbook.teams();
      case BANDS -> playbook.bands();
      case DELIVERY -> playbook.delivery();
      case SHIFTS -> playbook.shifts();
    };
  }
}
