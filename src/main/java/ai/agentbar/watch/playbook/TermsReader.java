package ai.agentbar.watch.playbook;

import java.time.Duration;
import java.util.Optional;

/** Reads what is promised about each severity, and how much people are told at most. */
final class TermsReader {

  private static final int MESSAGES_MAX = 1_000;
  private static final Duration REPEAT_EVERY_MIN = Duration.ofMinutes(1);

  private TermsReader() {}

  static SeverityTerms terms(YamlSection section, TeamNames teams) {
    Optional<Duration> acknowledgeWithin =
        section.optionalParsed("acknowledge_within", TermsReader::length);
    Optional<Duration> resolveWithin =
        section.optionalParsed("resolve_within", TermsReader::length);
    refuseDisorder(section, acknowledgeWithin, resolveWithin);
    SeverityTerms terms =
        new SeverityTerms(
            Wordings.read(section, "meaning"),
            Wordings.read(section, "sla"),
            acknowledgeWithin,
            resolveWithin,
            section.parsed("repeat_every", TermsReader::repetition).orElse(REPEAT_EVERY_MIN),
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

  /** Nobody can resolve in time what may still be taken on later. */
  private static void refuseDisorder(
      YamlSection section, Optional<Duration> acknowledge, Optional<Duration> resolve) {
    if (acknowledge.isPresent()
        && resolve.filter(it -> it.compareTo(acknowledge.get()) < 0).isPresent()) {
      section.mistake(
          section.placeOf("resolve_within"),
          "'resolve_within' is shorter than 'acknowledge_within'");
    }
  }

  private static Duration repetition(String text) {
    Duration every = Durations.parse(text);
    if (every.compareTo(REPEAT_EVERY_MIN) < 0) {
      throw new IllegalArgumentException(
          "%s at least are expected, not '%s'"
              .formatted(Durations.written(REPEAT_EVERY_MIN), text));
    }
    return every;
  }

  private static Duration length(String text) {
    Duration length = Durations.parse(text);
    if (length.isZero()) {
      throw new IllegalArgumentException("a duration above 0 is expected");
    }
    return length;
  }
}
