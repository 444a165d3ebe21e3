package ai.agentbar.watch.playbook;

import java.util.List;

/** The playbook has mistakes, and all of them stand in the message, one a line. */
public class PlaybookRefusedException extends RuntimeException {

  PlaybookRefusedException(String file, List<Mistake> mistakes) {
    super(
        "The playbook has %d mistake(s), correct them and start again:%n  %s"
            .formatted(
                mistakes.size(),
                String.join(
                    System.lineSeparator() + "  ",
                    mistakes.stream().sorted().distinct().map(it -> it.in(file)).toList())));
  }
}
