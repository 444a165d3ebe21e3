package ai.agentbar.watch.playbook;

import java.util.List;

/** The playbook has mistakes, and all of them stand in the message, one a line. */
public class PlaybookRefusedException extends RuntimeException {

  private final transient List<Mistake> mistakes;

  PlaybookRefusedException(List<Mistake> found) {
    this(found.stream().sorted().distinct().toList(), System.lineSeparator() + "  ");
  }

  private PlaybookRefusedException(List<Mistake> sorted, String between) {
    super(
        "The playbook has %d mistake(s), correct them and start again:%s%s"
            .formatted(
                sorted.size(),
                between,
                String.join(between, sorted.stream().map(Mistake::toString).toList())));
    this.mistakes = sorted;
  }

  /** In the order of their lines. */
  public List<Mistake> mistakes() {
    return mistakes;
  }
}
