package ai.agentbar.web.console.playbook;

import ai.agentbar.watch.playbook.BusyHours;
import ai.agentbar.watch.playbook.Contact;
import ai.agentbar.watch.playbook.Escalation;
import ai.agentbar.watch.playbook.Playbook;
import ai.agentbar.watch.playbook.Severity;
import ai.agentbar.watch.playbook.SeverityTerms;
import ai.agentbar.watch.playbook.Shift;
import ai.agentbar.watch.playbook.Team;
import ai.agentbar.web.console.Reader;
import ai.agentbar.web.console.Words;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What people agreed on beside the rules, in one language.
 *
 * @param busyHours one line for each span of days
 * @param delivery how much one person is told at most
 */
public record Agreements(
    List<TeamRow> teams,
    List<SeverityRow> severities,
    List<ShiftRow> shifts,
    List<String> busyHours,
    String delivery) {

  /**
   * A team and how it is reached.
   *
   * @param first told at once, masked
   * @param fallback told where one of the first fails, masked
   */
  public record TeamRow(String name, List<String> first, List<String> fallback) {}

  /** A severity and what is promised. */
  public record SeverityRow(
      String severity,
      String meaning,
      String answer,
      String acknowledge,
      String resolve,
      String repeat,
      String escalation) {}

  /** A shift and who signs its checklist. */
  public record ShiftRow(String name, String hours, String signers, String within) {}

  static Agreements of(Playbook playbook, Words words) {
    return new Agreements(
        playbook.teams().values().stream().map(it -> team(it, words)).toList(),
        Stream.of(Severity.values()).map(it -> severity(it, playbook.terms(it), words)).toList(),
        playbook.shifts().stream().map(it -> shift(it, words)).toList(),
        busyHours(playbook.busyHours(), words),
        words.say(
            "playbook.delivery",
            words.reader().number(playbook.delivery().messagesMax()),
            words.reader().lasted(playbook.delivery().within()),
            words.reader().lasted(playbook.delivery().bundleWithin())));
  }

  static TeamRow team(Team team, Words words) {
    return new TeamRow(
        team.name(), contacts(team.first(), words), contacts(team.fallback(), words));
  }

  private static List<String> contacts(List<Contact> contacts, Words words) {
    return contacts.stream().map(it -> words.of("contact", it.kind()) + " " + it.masked()).toList();
  }

  private static SeverityRow severity(Severity severity, SeverityTerms terms, Words words) {
    return new SeverityRow(
        severity.name(),
        terms.meaning().in(words.reader().language()),
        terms.answerWithin().in(words.reader().language()),
        lasted(terms.acknowledgeWithin(), words),
        lasted(terms.resolveWithin(), words),
        words.reader().lasted(terms.repeatEvery()),
        terms.escalation().map(it -> escalation(it, words)).orElse(Reader.NOTHING));
  }

  private static String escalation(Escalation escalation, Words words) {
    return words.say(
        "playbook.escalation",
        words.reader().number(escalation.atPercent()),
        escalation.teams().stream().map(Team::name).collect(Collectors.joining(", ")));
  }

  private static String lasted(Optional<Duration> duration, Words words) {
    return duration.map(words.reader()::lasted).orElse(Reader.NOTHING);
  }

  private static ShiftRow shift(Shift shift, Words words) {
    return new ShiftRow(
        shift.name().in(words.reader().language()),
        shift.begins() + "–" + shift.ends(),
        shift.signers().stream().map(Team::name).collect(Collectors.joining(", ")),
        words.reader().lasted(shift.signWithin()));
  }

  private static List<String> busyHours(BusyHours busy, Words words) {
    Stream<String> hours =
        busy.hours().stream()
            .map(
                it ->
                    it.opens().equals(it.closes())
                        ? words.say("playbook.busy.whole", days(it, words), busy.zone().getId())
                        : words.say(
                            "playbook.busy",
                            days(it, words),
                            it.opens().toString(),
                            it.closes().toString(),
                            busy.zone().getId()));
    Stream<String> holidays =
        busy.holidays().isEmpty()
            ? Stream.of(words.say("playbook.holidays.none"))
            : Stream.of(
                words.say(
                    "playbook.holidays",
                    busy.holidays().stream()
                        .sorted()
                        .map(Object::toString)
                        .collect(Collectors.joining(", "))));
    return Stream.concat(hours, holidays).toList();
  }

  private static String days(BusyHours.Hours hours, Words words) {
    return hours.days().size() == DayOfWeek.values().length
        ? words.say("playbook.busy.daily")
        : hours.days().stream()
            .sorted()
            .map(it -> it.getDisplayName(TextStyle.FULL, words.reader().language()))
            .collect(Collectors.joining(", "));
  }
}
