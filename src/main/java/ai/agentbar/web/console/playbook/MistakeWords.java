package ai.agentbar.web.console.playbook;

import ai.agentbar.watch.playbook.Mistake;
import ai.agentbar.web.console.Words;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * What is wrong in a playbook, in the reader's language. The reader of the file says it in English;
 * what it says most is known here by its form, and everything else stays as it is.
 */
final class MistakeWords {

  private record Form(Pattern form, String key) {}

  private static final List<Form> FORMS =
      List.of(
          form("'(.*)' is missing", "mistake.missing"),
          form("'(.*)' is blank", "mistake.blank"),
          form("'(.*)' is a list", "mistake.list"),
          form("'(.*)' is empty", "mistake.empty"),
          form("'(.*)' is one text", "mistake.one-text"),
          form("'(.*)' stands here twice", "mistake.twice"),
          form("the key '(.*)' is not known here", "mistake.unknown-key"),
          form("keys with values are expected here", "mistake.keys"),
          form("the file is empty", "mistake.file-empty"),
          form("not YAML: (.*)", "mistake.yaml"),
          form("id: '(.*)' stands twice", "mistake.id-twice"),
          form("id: lower-case letters, digits and _ are expected", "mistake.id"),
          form("(.*): '(.*)' is none of (.*)", "mistake.none-of"),
          form("(.*): there is no metric '(.*)'", "mistake.metric"),
          form("(.*): '(.*)' is not a counter", "mistake.counter"),
          form("(.*): '(.*)' is not a gauge", "mistake.gauge"),
          form("(.*): a duration is .*, not '(.*)'", "mistake.duration"),
          form("(.*): '(.*)' is longer than 24h", "mistake.duration.long"),
          form("(.*): a whole number from 1 to (.*) is expected, not '(.*)'", "mistake.number"),
          form("(.*): a whole number is expected, such as 20, not '(.*)'", "mistake.whole"),
          form("(.*): a percentage is expected, such as 80%, not '(.*)'", "mistake.percent"),
          form("(.*): a size is expected, such as 20GB, not '(.*)'", "mistake.size"),
          form("(.*): true or false is expected, not '(.*)'", "mistake.flag"),
          form("a threshold is either above or below", "mistake.side"),
          form("there is no rule '(.*)' to turn off", "mistake.off.rule"),
          form("there is no shift '(.*)' to turn off", "mistake.off.shift"),
          form("not text: (U\\+.*) stands here; save the file as UTF-8", "mistake.text"),
          form("(.*): '(.*)' is more than 100%", "mistake.percent.above"),
          form("(.*): whole seconds are expected, not '(.*)'", "mistake.seconds"),
          form("(.*): a whole number from 0 to (.*) is expected, not '(.*)'", "mistake.or-zero"));

  private MistakeWords() {}

  static String of(Mistake mistake, Words words) {
    for (Form form : FORMS) {
      Matcher matcher = form.form().matcher(mistake.reason());
      if (matcher.matches()) {
        return words.say(form.key(), groups(matcher));
      }
    }
    return mistake.reason();
  }

  private static String[] groups(Matcher matcher) {
    return IntStream.rangeClosed(1, matcher.groupCount())
        .mapToObj(matcher::group)
        .toArray(String[]::new);
  }

  private static Form form(String reason, String key) {
    return new Form(Pattern.compile(reason, Pattern.DOTALL), key);
  }
}
