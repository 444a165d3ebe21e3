package ai.agentbar.web.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Reads every template and every bundle of texts: whatever a page says stands in both languages, is
 * said somewhere, and nothing is said in a template itself.
 */
class WordsTest {

  private static final Path RESOURCES = Path.of("src/main/resources");
  private static final Path JAVA = Path.of("src/main/java/ai/agentbar/web");

  /** Names of things in a picture of both languages alike: no words. */
  private static final Set<String> NAMES =
      Set.of("AgentBar", "Indonesia", "English", "WIB", "WITA", "WIT");

  private static final Pattern KEY = Pattern.compile("[a-z][a-z0-9_-]*(?:\\.[a-z0-9_-]+)+");
  private static final Pattern IN_TEMPLATE = Pattern.compile("#\\{([a-z][\\w.-]*)[(}]");
  private static final Pattern BUILT_IN_TEMPLATE = Pattern.compile("#\\{\\$\\{'([^']*\\.)' \\+");
  private static final Pattern IN_JAVA = Pattern.compile("\"([a-z][a-z0-9._-]*)\"");
  private static final Pattern GROUP_IN_JAVA =
      Pattern.compile("(?:\\bof\\(|\\bname\\()\\s*\"([a-z][a-z0-9-]*)\"");
  private static final Pattern BUILT_IN_JAVA = Pattern.compile("\"([a-z][a-z0-9.-]*\\.)\"");
  private static final Pattern CHOICES_IN_JAVA =
      Pattern.compile("Choices\\.of\\([^;]*?\"([a-z-]+)\"", Pattern.DOTALL);
  private static final Pattern ARGUMENT = Pattern.compile("\\{(\\d+)");
  private static final Pattern TAG =
      Pattern.compile("<(/?)([a-zA-Z:]+)([^>]*?)(/?)>", Pattern.DOTALL);
  private static final Pattern SAID_BY_ATTRIBUTE = Pattern.compile("\\bth:(?:text|replace|utext)=");
  private static final Pattern LITERAL_ATTRIBUTE =
      Pattern.compile("(?<![:\\w-])(?:placeholder|aria-label|title|alt)=\"([^\"]*)\"");
  private static final Set<String> WITHOUT_END =
      Set.of("meta", "link", "input", "br", "img", "hr", "rect", "polyline", "polygon");

  @Test
  void every_text_stands_in_both_languages_with_the_same_arguments() {
    for (Path english : bundles()) {
      Map<String, String> en = texts(english);
      Map<String, String> id = texts(indonesian(english));
      assertThat(id.keySet()).as(english.toString()).isEqualTo(en.keySet());
      en.forEach(
          (key, text) ->
              assertThat(arguments(id.getOrDefault(key, ""))).as(key).isEqualTo(arguments(text)));
      assertThat(Stream.of(en, id).flatMap(it -> it.values().stream()))
          .as(english.toString())
          .noneMatch(String::isBlank);
    }
  }

  @Test
  void no_key_stands_in_two_bundles() {
    List<String> all =
        bundles().stream().flatMap(it -> texts(it).keySet().stream()).sorted().toList();

    assertThat(all).doesNotHaveDuplicates();
  }

  @Test
  void every_key_a_template_names_has_a_text() {
    for (Path template : templates()) {
      assertThat(known()).as(template.toString()).containsAll(found(IN_TEMPLATE, read(template)));
      for (String beginning : found(BUILT_IN_TEMPLATE, read(template))) {
        assertThat(known()).as(beginning).anyMatch(it -> it.startsWith(beginning));
      }
    }
  }

  @Test
  void every_key_that_java_says_has_a_text() {
    Pattern said = Pattern.compile("\\bsay\\(\\s*\"([a-z][a-z0-9._-]*[a-z0-9_-])\"");
    for (Path source : sources()) {
      assertThat(known()).as(source.toString()).containsAll(found(said, read(source)));
    }
  }

  @Test
  void no_text_is_said_by_nobody() {
    Set<String> whole = new TreeSet<>();
    Set<String> beginnings = new TreeSet<>();
    for (Path template : templates()) {
      whole.addAll(found(IN_TEMPLATE, read(template)));
      beginnings.addAll(found(BUILT_IN_TEMPLATE, read(template)));
    }
    for (Path source : sources()) {
      String text = read(source);
      whole.addAll(found(IN_JAVA, text).stream().filter(it -> KEY.matcher(it).matches()).toList());
      beginnings.addAll(found(BUILT_IN_JAVA, text));
      Stream.of(GROUP_IN_JAVA, CHOICES_IN_JAVA)
          .flatMap(it -> found(it, text).stream())
          .forEach(it -> beginnings.add(it + "."));
    }

    assertThat(known())
        .allMatch(key -> whole.contains(key) || beginnings.stream().anyMatch(key::startsWith));
  }

  @Test
  void no_template_says_anything_itself() {
    for (Path template : templates()) {
      assertThat(literals(read(template))).as(template.toString()).isEmpty();
    }
  }

  @Test
  void words_in_a_template_itself_would_be_found() {
    assertThat(literals("<p>Hello <b th:text=\"#{x}\">there</b></p>")).containsExactly("Hello");
    assertThat(literals("<p th:text=\"#{x}\">Hello <b>there</b></p>– · 12")).isEmpty();
    assertThat(literals("<input placeholder=\"Name\">")).containsExactly("Name");
  }

  /** The visible words that stand in no element whose text is given from outside. */
  private static List<String> literals(String html) {
    String text = html.replaceAll("(?s)<!--.*?-->", "").replaceAll("(?s)<!DOCTYPE[^>]*>", "");
    List<String> said = new ArrayList<>();
    int silent = 0;
    int from = 0;
    List<Boolean> open = new ArrayList<>();
    Matcher tag = TAG.matcher(text);
    while (tag.find()) {
      if (silent == 0) {
        said.add(text.substring(from, tag.start()));
        said.addAll(found(LITERAL_ATTRIBUTE, tag.group(3)));
      }
      from = tag.end();
      if (!tag.group(1).isEmpty()) {
        silent -= open.removeLast() ? 1 : 0;
      } else if (tag.group(4).isEmpty() && !WITHOUT_END.contains(tag.group(2))) {
        boolean given = SAID_BY_ATTRIBUTE.matcher(tag.group(3)).find() && !isRoot(tag.group(2));
        open.add(given);
        silent += given ? 1 : 0;
      }
    }
    said.add(text.substring(from));
    return said.stream()
        .map(String::strip)
        .filter(it -> it.chars().anyMatch(Character::isLetter))
        .filter(it -> !NAMES.contains(it))
        .toList();
  }

  /** A page's root is replaced by the frame, and its main element stays. */
  private static boolean isRoot(String element) {
    return element.equals("html");
  }

  private static Set<String> known() {
    return bundles().stream()
        .flatMap(it -> texts(it).keySet().stream())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static List<Path> bundles() {
    return Stream.concat(
            Stream.of(RESOURCES.resolve("messages.properties")), files(RESOURCES.resolve("text")))
        .filter(it -> it.toString().endsWith(".properties"))
        .filter(it -> !it.toString().endsWith("_id.properties"))
        .toList();
  }

  private static Path indonesian(Path english) {
    return Path.of(english.toString().replace(".properties", "_id.properties"));
  }

  private static List<Path> templates() {
    return files(RESOURCES.resolve("templates"))
        .filter(it -> it.toString().endsWith(".html"))
        .toList();
  }

  private static List<Path> sources() {
    return files(JAVA).filter(it -> it.toString().endsWith(".java")).toList();
  }

  private static Stream<Path> files(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).sorted().toList().stream();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static Map<String, String> texts(Path bundle) {
    Properties texts = new Properties();
    try (Reader reader = Files.newBufferedReader(bundle)) {
      texts.load(reader);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    return texts.stringPropertyNames().stream()
        .collect(Collectors.toMap(it -> it, texts::getProperty, (a, _) -> a, TreeMap::new));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static Set<String> arguments(String text) {
    return new TreeSet<>(found(ARGUMENT, text));
  }

  private static Collection<String> found(Pattern pattern, String text) {
    return pattern.matcher(text).results().map((MatchResult it) -> it.group(1)).toList();
  }
}
