package ai.agentbar.watch.playbook;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the rules of a playbook; each says what every rule says and what its kind needs. */
final class RuleReader {

  /** What a rule of any kind says. */
  private static final Set<String> KEYS =
      Set.of(
          "id",
          "off",
          "kind",
          "title",
          "description",
          "metric",
          "of",
          "older_than",
          "expected",
          "while",
          "window",
          "usual_windows",
          "factor",
          "above",
          "below",
          "minimum",
          "minimum_at_zero",
          "severity_at_zero",
          "for",
          "hold",
          "busy_hours_only",
          "severity",
          "money_at_risk",
          "notify",
          "steps");

  private final TeamNames teams;
  private final Ids ids = new Ids();

  RuleReader(TeamNames teams) {
    this.teams = teams;
  }

  List<Rule> readAll(List<YamlSection> sections) {
    List<Rule> rules = new ArrayList<>();
    for (YamlSection section : sections) {
      if (section.flag("off")) {
        turnOff(section);
      } else {
        rule(section).ifPresent(rules::add);
      }
    }
    return rules;
  }

  /** Nobody need be set up for a rule that is off; so it is not read any further. */
  private void turnOff(YamlSection section) {
    String id = ids.read(section);
    if (!section.keys().contains("kind")) {
      section.mistake(section.placeOf("id"), "there is no rule '%s' to turn off".formatted(id));
    }
    section.refuseKeysBut(KEYS);
  }

  private Optional<Rule> rule(YamlSection section) {
    Rule.Card card = card(section);
    Optional<Rule> rule =
        section.text("kind").flatMap(kind -> KindReader.read(kind, card, section));
    if (section.keys().contains("kind") && rule.isEmpty()) {
      // The kind itself or one of its numbers is wrong; which keys belong here is then unknown.
      return rule;
    }
    section.refuseOtherKeys();
    return rule.filter(it -> looksBackShortly(it, section));
  }

  private static boolean looksBackShortly(Rule rule, YamlSection section) {
    Optional<String> refusal = Lookback.refusal(rule);
    refusal.ifPresent(it -> section.mistake(section.placeOf("window"), "window: " + it));
    return refusal.isEmpty();
  }

  private Rule.Card card(YamlSection section) {
    return new Rule.Card(
        ids.read(section),
        Wordings.read(section, "title"),
        Wordings.read(section, "description"),
        timing(section),
        section.parsed("severity", KindReader::severity).orElse(Severity.P1),
        section.flag("money_at_risk"),
        teams.read(section, "notify"),
        section.sections("steps").stream().map(StepReader::read).toList());
  }

  private static Rule.Timing timing(YamlSection section) {
    return new Rule.Timing(
        section.parsed("for", Durations::parse).orElse(Duration.ZERO),
        section.parsed("hold", Durations::parse).orElse(Duration.ZERO),
        section.flag("busy_hours_only"));
  }
}
