package ai.agentbar.web.console.incident;

import ai.agentbar.kernel.Actor;
import ai.agentbar.watch.incident.Incident;
import ai.agentbar.watch.incident.IncidentRole;
import ai.agentbar.watch.incident.IncidentStep;
import ai.agentbar.watch.playbook.Playbook;
import ai.agentbar.web.console.Badge;
import ai.agentbar.web.console.Fact;
import ai.agentbar.web.console.Option;
import ai.agentbar.web.console.Reader;
import ai.agentbar.web.console.Words;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One incident in one language.
 *
 * @param next the step that a person can take now, or empty
 * @param owes what is owed of its post-mortem
 */
public record IncidentView(
    IncidentBrief brief,
    List<Fact> facts,
    List<AlertLine> alerts,
    Next next,
    List<RoleLine> roles,
    boolean resolved,
    boolean acknowledgeable,
    Badge owes,
    Refusal refusal) {

  /** One alert of it. */
  public record AlertLine(long firing, String title, String severity, Badge state, String since) {}

  /** The step that a person can take now; both texts are empty where none is. */
  public record Next(String step, String name) {

    static final Next NONE = new Next("", "");
  }

  /** One role and whoever can have it. */
  public record RoleLine(String role, String name, String about, List<Option> people) {}

  /**
   * Why a wish was not granted, and what was typed; both empty where none was refused.
   *
   * @param form whose text was typed: {@code comments}, {@code steps}, {@code resolve}
   */
  public record Refusal(String form, String typed, String why) {

    static final Refusal NONE = new Refusal("", "", "");
  }

  /** What is known beside the incident. */
  record Beside(Playbook playbook, Optional<IncidentStep> next, List<Actor> people, Instant now) {}

  static IncidentView of(
      Incident incident, IncidentBrief brief, Beside beside, Refusal refusal, Words words) {
    return new IncidentView(
        brief,
        facts(incident, words),
        incident.alerts().stream().map(it -> alert(it, beside, words)).toList(),
        beside
            .next()
            .map(it -> new Next(Words.lower(it), words.of("incident-step", it)))
            .orElse(Next.NONE),
        Stream.of(IncidentRole.values()).map(it -> role(it, incident, beside, words)).toList(),
        incident.isResolved(),
        !incident.isResolved() && incident.course().acknowledged().isEmpty(),
        owes(incident, beside.now(), words),
        refusal);
  }

  private static List<Fact> facts(Incident incident, Words words) {
    Incident.Course course = incident.course();
    return List.of(
        new Fact(words.say("incident.opened"), words.reader().moment(course.openedAt())),
        new Fact(
            words.say("incident.acknowledged"),
            course
                .acknowledged()
                .map(it -> said(words.who(it.actor()), it.note()))
                .orElse(Reader.NOTHING)),
        new Fact(
            words.say("incident.recovered"),
            course.recoveredAt().map(words.reader()::moment).orElse(Reader.NOTHING)),
        new Fact(
            words.say("incident.resolved"),
            course
                .resolution()
                .map(it -> said(words.who(it.actor()), it.reason()))
                .orElse(Reader.NOTHING)),
        new Fact(words.say("incident.round"), words.reader().number(course.round())));
  }

  private static String said(String who, String text) {
    return text.isEmpty() ? who : who + ": " + text;
  }

  private static AlertLine alert(Incident.Member member, Beside beside, Words words) {
    return new AlertLine(
        member.firing().number(),
        IncidentsView.title(member.ruleId(), beside.playbook(), words),
        member.severity().name(),
        member.isFiring()
            ? new Badge(words.say("alert-is.firing"), "bad")
            : new Badge(words.say("alert-is.over"), "good"),
        words.reader().moment(member.joinedAt()));
  }

  private static RoleLine role(IncidentRole role, Incident incident, Beside beside, Words words) {
    Optional<Actor> holder = Optional.ofNullable(incident.roles().get(role));
    return new RoleLine(
        Words.lower(role),
        words.of("incident-role", role),
        words.of("incident-role-about", role),
        Stream.concat(
                Stream.of(new Option("", words.say("incident.role.nobody"), holder.isEmpty())),
                Stream.concat(beside.people().stream(), holder.stream())
                    .distinct()
                    .map(it -> person(it, holder, words)))
            .toList());
  }

  private static Option person(Actor person, Optional<Actor> holder, Words words) {
    return new Option(person.name(), words.who(person), holder.equals(Optional.of(person)));
  }

  private static Badge owes(Incident incident, Instant now, Words words) {
    if (incident.postMortem().isEmpty()) {
      return IncidentBriefs.owesPostMortem(incident)
          ? new Badge(words.say("post-mortem.after-the-end"), "")
          : new Badge(words.say("post-mortem.not-owed"), "");
    }
    Incident.PostMortemDuty duty = incident.postMortem().get();
    if (duty.signed().isPresent()) {
      return new Badge(words.say("post-mortem.signed"), "good");
    }
    return new Badge(
        words.say("post-mortem.due", words.reader().moment(duty.dueAt())),
        duty.isOverdue(now) ? "bad" : "warn");
  }
}
