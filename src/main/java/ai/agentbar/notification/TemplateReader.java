package ai.agentbar.notification;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.MustacheException;
import com.samskivert.mustache.Template;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads one template file and tries it on sample values, and says with file and line what is wrong.
 */
final class TemplateReader {

  private static final Pattern TAG = Pattern.compile("\\{\\{([{#^/&>!=]?)\\s*([^}]*?)\\s*}?}}");
  private static final Pattern META_NAME = Pattern.compile("[a-z0-9_]{1,512}");

  /** Meta refuses a parameter with a tab or more spaces than four in a row. */
  private static final Pattern META_FORBIDS = Pattern.compile("\t|\n| {5}");

  private final TemplateSource.Text source;
  private final TemplateFile file;
  private final Map<String, String> sample;
  private final List<String> problems;

  /**
   * @param sample values to try it on
   * @param problems where what is wrong is added
   */
  TemplateReader(
      TemplateSource.Text source,
      TemplateFile file,
      Map<String, String> sample,
      List<String> problems) {
    this.source = source;
    this.file = file;
    this.sample = sample;
    this.problems = problems;
  }

  /**
   * The lines of the file as templates; a WhatsApp file has one a line, the others are one. Empty
   * where something is wrong.
   */
  List<Template> read() {
    int before = problems.size();
    checkTags();
    if (problems.size() > before) {
      return List.of();
    }
    List<Template> templates =
        switch (file.form()) {
          case WHATSAPP -> readWhatsApp(source.text().lines().toList());
          case SUBJECT, TEXT, HTML -> readWhole();
        };
    return problems.size() > before ? List.of() : templates;
  }

  /** In the whole text: a tag may hold a line break. */
  private void checkTags() {
    SortedSet<String> known = Variables.known(file.template());
    Matcher tag = TAG.matcher(source.text());
    while (tag.find()) {
      checkTag(lineOf(tag.start()), tag.group(1), tag.group(2), known);
    }
  }

  private int lineOf(int position) {
    return 1 + (int) source.text().substring(0, position).chars().filter(it -> it == '\n').count();
  }

  private void checkTag(int line, String sort, String name, Set<String> known) {
    switch (sort) {
      case "!" -> {
        // A comment says what it likes.
      }
      case ">", "=" -> wrong(line, "'{{" + sort + "' is not supported");
      case "{", "&" -> wrong(line, "values are always escaped; write {{" + name + "}}");
      default -> {
        if (!known.contains(name)) {
          wrong(line, "unknown variable '%s'; known are %s".formatted(name, known));
        }
      }
    }
  }

  private List<Template> readWhole() {
    List<Template> templates = compile(1, source.text());
    for (Template template : templates) {
      execute(1, template).ifPresent(this::checkWhole);
    }
    return templates;
  }

  private void checkWhole(String text) {
    if (text.isBlank()) {
      wrong(1, "it is empty");
    } else if (file.form() == TemplateFile.Form.SUBJECT && text.strip().lines().count() > 1) {
      wrong(2, "a subject is one line");
    }
  }

  private List<Template> readWhatsApp(List<String> lines) {
    if (lines.isEmpty() || !META_NAME.matcher(lines.getFirst()).matches()) {
      wrong(1, "the first line is the template's name at Meta: a-z, 0-9 and _");
      return List.of();
    }
    List<Template> templates = new ArrayList<>(compile(1, lines.getFirst()));
    for (int i = 1; i < lines.size(); i++) {
      List<Template> parameter = compile(i + 1, lines.get(i));
      templates.addAll(parameter);
      int line = i + 1;
      parameter.forEach(it -> execute(line, it).ifPresent(text -> checkParameter(line, text)));
    }
    return templates;
  }

  private void checkParameter(int line, String text) {
    if (text.isBlank()) {
      wrong(line, "a WhatsApp parameter is not empty");
    } else if (META_FORBIDS.matcher(text).find()) {
      wrong(line, "a WhatsApp parameter has no tab and no more than 4 spaces in a row");
    }
  }

  private List<Template> compile(int line, String text) {
    try {
      return List.of(
          Mustache.compiler()
              .escapeHTML(file.form() == TemplateFile.Form.HTML)
              .strictSections(true)
              .emptyStringIsFalse(true)
              .compile(text));
    } catch (MustacheException broken) {
      wrong(line, String.valueOf(broken.getMessage()));
    }
    return List.of();
  }

  private Optional<String> execute(int line, Template template) {
    try {
      return Optional.of(template.execute(sample));
    } catch (MustacheException broken) {
      wrong(line, String.valueOf(broken.getMessage()));
    }
    return Optional.empty();
  }

  private void wrong(int line, String what) {
    String problem = "%s:%d: %s".formatted(source.name(), line, what);
    if (!problems.contains(problem)) {
      problems.add(problem);
    }
  }
}
