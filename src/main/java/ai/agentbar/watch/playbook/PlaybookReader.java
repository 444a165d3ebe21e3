package ai.agentbar.watch.playbook;

import ai.agentbar.kernel.Email;
import ai.agentbar.kernel.Secret;
import java.io.Reader;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.nodes.Node;

/**
 * Reads a playbook from top to bottom and notes every mistake on the way. It works on the parser's
 * tree and not on bound objects, since only the tree knows in which line something stands.
 */
final class PlaybookReader {

  private static final int LETTERS_MAX = 1_000_000;

  private final String file;
  private final UnaryOperator<String> placeholders;
  private final List<Mistake> mistakes = new ArrayList<>();

  /**
   * @param file its name, for the mistakes
   * @param placeholders fills {@code ${NAME:default}} in from the environment
   */
  PlaybookReader(String file, UnaryOperator<String> placeholders) {
    this.file = file;
    this.placeholders = placeholders;
  }

  /**
   * @throws PlaybookRefusedException with every mistake of the file
   */
  Playbook read(Reader text) {
    Optional<Playbook> playbook = root(text).flatMap(this::playbook);
    if (!mistakes.isEmpty()) {
      throw new PlaybookRefusedException(file, mistakes);
    }
    return playbook.orElseThrow();
  }

  private Optional<YamlSection> root(Reader text) {
    LoaderOptions limits = new LoaderOptions();
    limits.setCodePointLimit(LETTERS_MAX);
    try {
      Node root = new Yaml(limits).compose(text);
      if (root == null) {
        mistakes.add(new Mistake(1, "the file is empty"));
        return Optional.empty();
      }
      return Optional.of(new YamlSection(root, placeholders, mistakes::add));
    } catch (MarkedYAMLException malformed) {
      int line = malformed.getProblemMark() == null ? 1 : malformed.getProblemMark().getLine() + 1;
      mistakes.add(new Mistake(line, "not YAML: " + malformed.getProblem()));
      return Optional.empty();
    }
  }

  private Optional<Playbook> playbook(YamlSection root) {
    Optional<BusyHours> busyHours = root.section("busy_hours").flatMap(this::busyHours);
    Map<Severity, SeverityMeaning> severities =
        root.section("severities").map(this::severities).orElseGet(Map::of);
    Map<String, Team> teams = root.section("teams").map(this::teams).orElseGet(Map::of);
    List<Rule> rules = new RuleReader(teams).readAll(root.sections("rules"));
    root.refuseOtherKeys();
    return busyHours.map(it -> new Playbook(it, severities, teams, rules));
  }

  private Optional<BusyHours> busyHours(YamlSection section) {
    Optional<ZoneId> zone = section.parsed("timezone", ZoneId::of);
    List<DayOfWeek> days =
        section.texts("days").stream()
            .flatMap(it -> section.parse(it, "days", PlaybookReader::day).stream())
            .toList();
    Optional<LocalTime[]> hours = section.parsed("hours", PlaybookReader::hours);
    List<LocalDate> holidays =
        section.optionalTexts("holidays").stream()
            .flatMap(it -> section.parse(it, "holidays", LocalDate::parse).stream())
            .toList();
    section.refuseOtherKeys();
    return zone.flatMap(
        in ->
            hours.map(
                it ->
                    new BusyHours(
                        in,
                        days.stream().collect(Collectors.toUnmodifiableSet()),
                        it[0],
                        it[1],
                        holidays.stream().collect(Collectors.toUnmodifiableSet()))));
  }

  private static DayOfWeek day(String name) {
    return Stream.of(DayOfWeek.values())
        .filter(it -> it.name().equals(name.toUpperCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("'" + name + "' is not a day of the week"));
  }

  private static LocalTime[] hours(String text) {
    if (!text.matches("\\d{2}:\\d{2}-\\d{2}:\\d{2}")) {
      throw new IllegalArgumentException("hours are written 07:00-23:00, not '" + text + "'");
    }
    return new LocalTime[] {time(text.substring(0, 5)), time(text.substring(6))};
  }

  private static LocalTime time(String text) {
    return text.equals("24:00") ? LocalTime.MIDNIGHT : LocalTime.parse(text);
  }

  private Map<Severity, SeverityMeaning> severities(YamlSection section) {
    Map<Severity, SeverityMeaning> severities = new EnumMap<>(Severity.class);
    for (Severity severity : Severity.values()) {
      section
          .section(severity.name())
          .ifPresent(
              it -> {
                Wording meaning = Wordings.read(it, "meaning");
                severities.put(severity, new SeverityMeaning(meaning, Wordings.read(it, "sla")));
                it.refuseOtherKeys();
              });
    }
    section.refuseOtherKeys();
    return severities;
  }

  private Map<String, Team> teams(YamlSection section) {
    Map<String, Team> teams = new LinkedHashMap<>();
    for (String id : section.keys()) {
      section.section(id).ifPresent(it -> teams.put(id, team(id, it)));
    }
    return teams;
  }

  private static Team team(String id, YamlSection section) {
    String name = section.text("name").map(YamlSection.Line::text).orElse(id);
    // One value of the environment may hold several addresses.
    Stream<Secret> emails =
        section.optionalTexts("email").stream()
            .flatMap(
                line ->
                    Stream.of(line.text().split(","))
                        .filter(address -> !address.isBlank())
                        .map(address -> new YamlSection.Line(address.strip(), line.number())))
            .flatMap(it -> section.parse(it, "email", Email::new).stream())
            .map(it -> new Secret(it.address()));
    Stream<Secret> slack =
        section
            .optionalText("slack")
            .filter(it -> !it.text().isBlank())
            .flatMap(it -> section.parse(it, "slack", PlaybookReader::webAddress))
            .map(Secret::new)
            .stream();
    List<Contact> first =
        Stream.concat(
                emails.map(it -> new Contact(ContactKind.EMAIL, it)),
                slack.map(it -> new Contact(ContactKind.SLACK, it)))
            .toList();
    section.refuseOtherKeys();
    return new Team(id, name, first, List.of());
  }

  private static String webAddress(String text) {
    if (!text.matches("https?://[^\\s/]+/\\S*")) {
      throw new IllegalArgumentException("an address of the form https://host/path is expected");
    }
    return text;
  }
}
