package ai.agentbar.watch.playbook;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;
import org.springframework.util.PropertyPlaceholderHelper;

/**
 * Fills the placeholders of a text that came from outside. It gets no setting that the playbooks of
 * this installation do not name themselves, and what it got is covered in what is told of it: a
 * draft is no way to read keys and addresses.
 */
final class DraftSettings implements UnaryOperator<String> {

  private static final Pattern NAME = Pattern.compile("\\$\\{([A-Za-z0-9_.-]+)");
  private static final PropertyPlaceholderHelper HELPER =
      new PropertyPlaceholderHelper("${", "}", ":", null, true);

  private final Environment environment;
  private final Set<String> names;
  private final List<String> told = new ArrayList<>();

  /**
   * @param trusted the texts whose placeholders may be filled
   */
  DraftSettings(Environment environment, List<String> trusted) {
    this.environment = environment;
    this.names = new TreeSet<>();
    trusted.forEach(text -> names.addAll(namesIn(text)));
  }

  @Override
  public String apply(String text) {
    return HELPER.replacePlaceholders(text, this::setting);
  }

  Mistake covered(Mistake mistake) {
    String reason = mistake.reason();
    for (String value : told) {
      reason = reason.replace(value, "***");
    }
    return new Mistake(mistake.file(), mistake.line(), reason);
  }

  private @Nullable String setting(String name) {
    String value = names.contains(name) ? environment.getProperty(name) : null;
    if (value != null && !value.isBlank()) {
      told.add(value);
    }
    return value;
  }

  private static List<String> namesIn(String text) {
    return NAME.matcher(text).results().map((MatchResult it) -> it.group(1)).toList();
  }
}
