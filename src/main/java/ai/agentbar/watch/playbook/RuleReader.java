package ai.agentbar.watch.playbook;

import ai.agentbar.watch.metric.Buckets;
import ai.agentbar.watch.metric.Metric;
import ai.agentbar.watch.metric.MetricShape;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Reads the rules of a playbook; each says what every rule says and what its kind needs. */
final class RuleReader {

  private static final int USUAL_WINDOWS_MAX = 288;
  private static final int NUMBER_MAX = 1_000_000;

  private final Map<String, Team> teams;
  private final Set<String> ids = new HashSet<>();

  RuleReader(Map<String, Team> teams) {
    this.teams = teams;
  }

  List<Rule> readAll(List<YamlSection> sections) {
    List<Rule> rules = new ArrayList<>();
    sections.forEach(section -> rule(section).ifPresent(rules::add));
    return rules;
  }

  private Optional<Rule> rule(YamlSection section) {
    Rule.Card card = card(section);
    Optional<Rule> rule = section.text("kind").flatMap(kind -> ofKind(kind, card, section));
    if (section.keys().contains("kind") && rule.isEmpty()) {
      // The kind itself or one of its numbers is wrong; which keys belong here is then unknown.
      return rule;
    }
    section.refuseOtherKeys();
    return rule;
  }

  private Optional<Rule> ofKind(YamlSection.Line kind, Rule.Card card, YamlSection section) {
    switch (kind.text()) {
      case "growth" -> {
        Optional<Metric> metric = counter(section);
        Optional<Duration> window = window(section);
        return metric.flatMap(of -> window.map(in -> new Rule.Growth(card, of, in)));
      }
      case "spike" -> {
        Optional<Metric> metric = counter(section);
        Optional<Duration> window = window(section);
        int usualWindows = number(section, "usual_windows", USUAL_WINDOWS_MAX);
        int factor = number(section, "factor", NUMBER_MAX);
        int minimum = number(section, "minimum", NUMBER_MAX);
        return metric.flatMap(
            of -> window.map(in -> new Rule.Spike(card, of, in, usualWindows, factor, minimum)));
      }
      case "silence" -> {
        Optional<Metric> metric = counter(section);
        Optional<Duration> window = window(section);
        section.parsed("while", RuleReader::openPayments);
        return metric.flatMap(of -> window.map(in -> new Rule.Silence(card, of, in)));
      }
      default -> {
        section.mistake(
            kind.number(), "kind: '%s' is none of growth, spike, silence".formatted(kind.text()));
        return Optional.empty();
      }
    }
  }

  private Rule.Card card(YamlSection section) {
    return new Rule.Card(
        id(section),
        Wordings.read(section, "title"),
        Wordings.read(section, "description"),
        section.parsed("for", Durations::parse).orElse(Duration.ZERO),
        section.parsed("hold", Durations::parse).orElse(Duration.ZERO),
        section.parsed("severity", RuleReader::severity).orElse(Severity.P1),
        section.texts("notify").stream().flatMap(it -> team(section, it).stream()).toList(),
        section.sections("steps").stream().map(RuleReader::step).toList());
  }

  private static Step step(YamlSection section) {
    return new Step.Manual(Wordings.read(section), "");
  }

  private String id(YamlSection section) {
    Optional<YamlSection.Line> id = section.text("id");
    id.filter(it -> !it.text().matches("[a-z][a-z0-9_]{0,62}"))
        .ifPresent(
            it ->
                section.mistake(it.number(), "id: lower-case letters, digits and _ are expected"));
    id.filter(it -> !ids.add(it.text()))
        .ifPresent(it -> section.mistake(it.number(), "id: '" + it.text() + "' stands twice"));
    return id.map(YamlSection.Line::text).orElse("");
  }

  private Optional<Team> team(YamlSection section, YamlSection.Line id) {
    Team team = teams.get(id.text());
    if (team == null) {
      section.mistake(
          id.number(),
          "notify: there is no team '%s', the teams are %s".formatted(id.text(), teams.keySet()));
    } else if (!team.isReachable()) {
      section.mistake(
          id.number(),
          "notify: nothing leads to the team '%s': give it an email or a Slack address"
                  .formatted(id.text())
              + " (its placeholders in 'teams' name the settings)");
    }
    return Optional.ofNullable(team);
  }

  private static Optional<Metric> counter(YamlSection section) {
    return section.parsed(
        "metric",
        key -> {
          Metric metric =
              Metric.byKey(key)
                  .orElseThrow(
                      () -> new IllegalArgumentException("there is no metric '" + key + "'"));
          return switch (metric.shape()) {
            case MetricShape.Counter(), MetricShape.LabelledCounter _ -> metric;
            case MetricShape.Gauge(), MetricShape.LabelledGauge _, MetricShape.Histogram _ ->
                throw new IllegalArgumentException("'" + key + "' is not a counter");
          };
        });
  }

  private static Optional<Duration> window(YamlSection section) {
    return section.parsed(
        "window",
        text -> {
          Duration window = Durations.parse(text);
          if (window.compareTo(Buckets.LENGTH) < 0) {
            throw new IllegalArgumentException(
                "'" + text + "' is shorter than a bucket of " + Buckets.LENGTH.toSeconds() + "s");
          }
          return window;
        });
  }

  private static int number(YamlSection section, String key, int largest) {
    return section
        .parsed(
            key,
            text -> {
              int number = text.matches("\\d{1,9}") ? Integer.parseInt(text) : 0;
              if (number < 1 || number > largest) {
                throw new IllegalArgumentException(
                    "a whole number from 1 to %d is expected, not '%s'".formatted(largest, text));
              }
              return number;
            })
        .orElse(1);
  }

  private static Severity severity(String text) {
    return Stream.of(Severity.values())
        .filter(it -> it.name().equals(text))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("'" + text + "' is none of P0, P1, P2, P3"));
  }

  private static Metric openPayments(String text) {
    if (!text.equals(Metric.ORDERS_PENDING.key())) {
      throw new IllegalArgumentException(
          "a silence is judged while orders_pending, not while '" + text + "'");
    }
    return Metric.ORDERS_PENDING;
  }
}
