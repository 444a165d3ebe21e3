package ai.agentbar.web.console.playbook;

import ai.agentbar.watch.playbook.Mistake;
import ai.agentbar.web.console.Words;
import java.util.List;

/**
 * One mistake of a text.
 *
 * @param place file and line
 * @param text what stands in that line, or empty where it is not known
 * @param why what is wrong, and what would be right
 */
public record MistakeRow(String place, int line, String text, String why) {

  private static final int TEXT_LENGTH_MAX = 120;

  /**
   * @param lines of the text, where it is at hand and the mistake stands in it
   */
  static MistakeRow of(Mistake mistake, List<String> lines, Words words) {
    String text =
        mistake.line() > 0 && mistake.line() <= lines.size()
            ? lines.get(mistake.line() - 1).strip()
            : "";
    return new MistakeRow(
        words.say("playbook.place", mistake.file(), words.reader().number(mistake.line())),
        mistake.line(),
        text.length() > TEXT_LENGTH_MAX ? text.substring(0, TEXT_LENGTH_MAX) + "…" : text,
        MistakeWords.of(mistake, words));
  }
}
