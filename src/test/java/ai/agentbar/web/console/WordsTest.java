package ai.agentbar.web.console;

import static org.assertj.core.api.Assertions.assertThat;

import ai.agentbar.walk.Language;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
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

  /** Words that both languages write alike, with whatever arguments and signs stand around them. */
  private static final Set<String> ALIKE =
      Set.of(
          "agentbar",
          "login",
          "endpoint",
          "snap",
          "whatsapp",
          "email",
          "slack",
          "telegram",
          "alertmanager",
          "no",
          "person budi",
          "hash",
          "json lines",
          "csv",
          "normal",
          "pending",
          "gopay",
          "qris",
          "shopeepay",
          "dana",
          "ovo",
          "mandiri bill",
          "indomaret",
          "alfamart",
          "akulaku",
          "kredivo",
          "checklist",
          "shift",
          "post mortem",
          "api",
          "worker",
          "webhook",
          "ops",
          "devops",
          "tech lead",
          "playbook",
          "midtrans server key",
          "midtrans client key",
          "midtrans merchant id",
          "database",
          "audit",
          "menu");

  /** A file to be filled in, whose keys are English whoever reads it. */
  private static final Set<String> FILES = Set.of("draft.overlay");

  /** Whatever a page names by a constant: a group of keys, and whose constants it names. */
  private static final Map<String, String> GROUPS =
      Map.ofEntries(
          Map.entry("area", "web.console.Area"),
          Map.entry("area-group", "web.console.Area$Group"),
          Map.entry("board", "web.console.board.BoardName"),
          Map.entry("board-lead", "web.console.board.BoardName"),
          Map.entry("flow", "web.console.board.Flow$Verdict"),
          Map.entry("flow-more", "web.console.board.Flow$Verdict"),
          Map.entry("contact", "watch.playbook.ContactKind"),
          Map.entry("told", "watch.delivery.DeliveryState"),
          Map.entry("occasion", "watch.delivery.Occasion"),
          Map.entry("probe", "watch.playbook.ProbeName"),
          Map.entry("probe-is", "watch.alert.ProbeResult$Verdict"),
          Map.entry("action", "watch.playbook.ActionName"),
          Map.entry("action-button", "watch.playbook.ActionName"),
          Map.entry("clock", "watch.incident.Clock$Kind"),
          Map.entry("incident-state", "watch.incident.Incident$State"),
          Map.entry("incident-step", "watch.incident.IncidentStep"),
          Map.entry("incident-step-about", "watch.incident.IncidentStep"),
          Map.entry("incident-role", "watch.incident.IncidentRole"),
          Map.entry("incident-role-about", "watch.incident.IncidentRole"),
          Map.entry("checklist-item", "watch.checklist.Finding$Verdict"),
          Map.entry("role", "job.Role"),
          Map.entry("job-trigger", "job.JobTrigger"),
          Map.entry("job-result", "job.JobResult"),
          Map.entry("right", "staff.Right"),
          Map.entry("staff-role", "staff.Role"),
          Map.entry("staff-language", "staff.StaffLanguage"),
          Map.entry("weakness", "staff.Weakness"),
          Map.entry("fact-name", "payment.PaymentFact$Kind"),
          Map.entry("transaction", "payment.TransactionStatus"),
          Map.entry("verdict", "payment.Verdict$Reason"),
          Map.entry("suspension", "order.SuspensionReason"),
          Map.entry("order-state", "order.OrderStatus"),
          Map.entry("template", "notification.MessageTemplate"),
          Map.entry("channel", "notification.ChannelName"),
          Map.entry("outbox-state", "notification.OutboxState"),
          Map.entry("message-why", "notification.OutboxState"),
          Map.entry("delivery", "notification.DeliveryStatus"),
          Map.entry("inbox-state", "payment.NotificationArchive$State"),
          Map.entry("inbox-why", "payment.NotificationArchive$State"),
          Map.entry("draft-part", "watch.playbook.PlaybookChanges$Part"),
          Map.entry("setup.state", "installation.Found$State"),
          Map.entry("buyer.state", "web.checkout.BuyerState"),
          Map.entry("buyer.more", "web.checkout.BuyerState"));

  /** Reasons that stand in rows and events as they are, and that a page shows. */
  private static final List<String> WRITTEN =
      List.of(
          "the provider could not deliver it",
          "there is no such message",
          "the reminder may have arrived, and a second one is worse than none",
          "a reminder that was sent is not sent again",
          "the order is gone",
          "agentbar.webhook.url is not https",
          "no receiver is set: set AGENTBAR_WEBHOOK_URL and AGENTBAR_WEBHOOK_SECRET",
          "no number is set: set AGENTBAR_WHATSAPP_PHONE_NUMBER_ID and _ACCESS_TOKEN",
          "no mail server or no sender is set: set SPRING_MAIL_HOST and"
              + " AGENTBAR_NOTIFICATION_MAIL_FROM",
          "reminders are held back",
          "the access is suspended",
          "the time to pay is over");

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
  void what_both_languages_say_alike_is_a_name_that_both_have() {
    for (Path english : bundles()) {
      assertThat(copied(texts(english), texts(indonesian(english))))
          .as("the same text in %s and its Indonesian fellow", english)
          .isEmpty();
    }
  }

  @Test
  void no_text_is_written_in_the_other_language() {
    for (Path english : bundles()) {
      assertThat(foreign(texts(english), "en")).as(english.toString()).isEmpty();
      assertThat(foreign(texts(indonesian(english)), "id")).as(english.toString()).isEmpty();
    }
  }

  @Test
  void a_text_that_was_copied_instead_of_translated_would_be_found() {
    Map<String, String> english = Map.of("x.a", "Send it again", "x.b", "Playbook", "x.c", "{0}");
    Map<String, String> changed = Map.of("x.a", "Nothing was kept", "x.b", "Ada {0} yang belum");

    assertThat(copied(english, english)).containsExactly("x.a");
    assertThat(foreign(changed, "id")).containsExactly("x.a");
    assertThat(foreign(changed, "en")).containsExactly("x.b");
  }

  @Test
  void no_key_has_two_texts() {
    for (Path bundle : bundles()) {
      for (Path file : List.of(bundle, indonesian(bundle))) {
        assertThat(read(file).lines().filter(it -> it.matches("[a-z].*=.*")).map(WordsTest::keyOf))
            .as(file.toString())
            .doesNotHaveDuplicates();
      }
    }
  }

  @Test
  void every_constant_a_page_names_has_a_name() throws ClassNotFoundException {
    for (Map.Entry<String, String> group : GROUPS.entrySet()) {
      for (Object constant : Class.forName("ai.agentbar." + group.getValue()).getEnumConstants()) {
        String name = ((Enum<?>) constant).name();
        assertThat(known())
            .as("%s of %s", constant, group)
            .containsAnyOf(
                group.getKey() + "." + name,
                group.getKey() + "." + name.toLowerCase(Locale.ROOT),
                group.getKey() + "." + name.toLowerCase(Locale.ROOT).replace('_', '-'));
      }
    }
  }

  @Test
  void every_reason_that_a_room_writes_down_can_be_told_in_both_languages() {
    assertThat(known())
        .containsAll(WRITTEN.stream().map(it -> "because." + Words.keyOf(it)).toList());
    String rooms =
        Stream.of("notification", "payment")
            .flatMap(it -> files(Path.of("src/main/java/ai/agentbar", it)))
            .map(it -> read(it).replaceAll("\"\\s*\\+ \"", ""))
            .collect(Collectors.joining());
    assertThat(WRITTEN).as("what a room still writes").allMatch(rooms::contains);
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

  private static List<String> copied(Map<String, String> en, Map<String, String> id) {
    return en.entrySet().stream()
        .filter(it -> it.getValue().equals(id.get(it.getKey())))
        .filter(it -> !isAlike(it.getValue()))
        .map(Map.Entry::getKey)
        .toList();
  }

  private static boolean isAlike(String text) {
    String words = text.replaceAll("\\{\\d[^}]*}", " ").replaceAll("[^A-Za-z]+", " ").strip();
    return words.isEmpty() || ALIKE.contains(words.toLowerCase(Locale.ROOT));
  }

  private static List<String> foreign(Map<String, String> texts, String language) {
    return texts.entrySet().stream()
        .filter(it -> !FILES.contains(it.getKey()))
        .filter(it -> !Language.untranslated(it.getValue(), language).isEmpty())
        .map(Map.Entry::getKey)
        .toList();
  }

  private static String keyOf(String line) {
    return line.substring(0, line.indexOf('=')).strip();
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
