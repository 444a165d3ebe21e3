package ai.agentbar.watch.playbook;

import java.time.Duration;
import java.util.Optional;

/** Reads what is promised about each severity, and how much people are told at most. */
final class TermsReader {

  private static final int MESSAGES_MAX = 1_000;

  private TermsReader() {}

  static SeverityTerms terms(YamlSection section, TeamNames teams) {
    SeverityTerms terms =
        new SeverityTerms(
            Wordings.read(section, "meaning"),
            Wordings.read(section, "sla"),
            section.optionalParsed("acknowledge_within", TermsReader::length),
            section.optionalParsed("resolve_within", TermsReader::length),
            length(section, "repeat_every"),
            section.optionalSection("escalate").map(it -> escalation(it, teams)));
    section.refuseOtherKeys();
    return terms;
  }

  static DeliveryLimits limits(YamlSection section) {
    DeliveryLimits limits =
        new DeliveryLimits(
            section
                .parsed("messages_per_person", text -> Numbers.parse(text, MESSAGES_MAX))
                .orElse(1),
            length(section, "within"),
            length(section, "bundle_within"),
            length(section, "dead_man_every"));
    section.refuseOtherKeys();
    return limits;
  }

  private static Escalation escalation(YamlSection section, TeamNames teams) {
    Escalation escalation =
        new Escalation(
            section.parsed("at", Numbers::percent).orElse(100), teams.read(section, "to"));
    section.refuseOtherKeys();
    return escalation;
  }

  private static Duration length(YamlSection section, String key) {
    Optional<Duration> length = section.parsed(key, TermsReader::length);
    return length.orElse(Duration.ofHours(1));
  }

  private static Duration length(String text) {
    Duration length = Durations.parse(text);
    if (length.isZero()) {
      throw new IllegalArgumentException("a duration above 0 is expected");
    }
    return length;
  }
}
