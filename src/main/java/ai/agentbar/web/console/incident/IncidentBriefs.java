package ai.agentbar.web.console.incident;

import ai.agentbar.watch.alert.FiringId;
import ai.agentbar.watch.incident.Clock;
import ai.agentbar.watch.incident.Incident;
import ai.agentbar.watch.incident.IncidentStep;
import ai.agentbar.watch.incident.Incidents;
import ai.agentbar.watch.incident.StepTaken;
import ai.agentbar.watch.playbook.Playbook;
import ai.agentbar.watch.playbook.Playbooks;
import ai.agentbar.watch.playbook.Severity;
import ai.agentbar.web.console.Badge;
import ai.agentbar.web.console.Words;
import ai.agentbar.web.console.incident.IncidentBrief.ClockView;
import ai.agentbar.web.console.incident.IncidentBrief.StepView;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Tells incidents in a reader's language, for the page of an incident and that of an alert. */
@Component
public class IncidentBriefs {

  private static final String DOT = " · ";

  private final Incidents incidents;
  private final Playbooks playbooks;
  private final InstantSource clock;

  IncidentBriefs(Incidents incidents, Playbooks playbooks, InstantSource clock) {
    this.incidents = incidents;
    this.playbooks = playbooks;
    this.clock = clock;
  }

  /** The incident a firing belongs to. */
  public Optional<IncidentBrief> ofFiring(FiringId firing, Words words) {
    return incidents.ofFiring(firing).map(it -> of(it, words));
  }

  IncidentBrief of(Incident incident, Words words) {
    Instant now = clock.instant();
    Playbook playbook = playbooks.current();
    List<StepTaken> taken = incidents.steps(incident);
    return new IncidentBrief(
        incident.id().number(),
        incident.severity().name(),
        state(incident, words),
        sentence(incident, words),
        clocks(incident, now, words),
        Stream.of(IncidentStep.values())
            .filter(it -> isOwed(it, incident))
            .map(it -> step(it, taken, playbook, words))
            .toList(),
        IncidentStory.of(incidents.timeline(incident.id()), playbook, words),
        incident.entriesLeftOut() == 0 ? "" : words.reader().number(incident.entriesLeftOut()));
  }

  static Badge state(Incident incident, Words words) {
    String tone =
        switch (incident.state()) {
          case OPEN -> "bad";
          case ACKNOWLEDGED, RECOVERED -> "warn";
          case RESOLVED -> "good";
        };
    return new Badge(words.of("incident-state", incident.state()), tone);
  }

  private static String sentence(Incident incident, Words words) {
    Incident.Course course = incident.course();
    if (course.resolution().isPresent()) {
      Incident.Resolution end = course.resolution().get();
      return words.say(
          "incident.is.resolved", words.reader().moment(end.at()), words.who(end.actor()));
    }
    if (course.recoveredAt().isPresent()) {
      return words.say("incident.is.recovered", words.reader().moment(course.recoveredAt().get()));
    }
    return course
        .acknowledged()
        .map(
            it ->
                words.say(
                    "incident.is.acknowledged",
                    words.who(it.actor()),
                    words.reader().moment(it.at())))
        .orElseGet(() -> words.say("incident.is.open"));
  }

  private static List<ClockView> clocks(Incident incident, Instant now, Words words) {
    return Stream.of(
            incident.acknowledge().map(it -> clock("acknowledge", it, incident, now, words)),
            incident.resolve().map(it -> clock("resolve", it, incident, now, words)))
        .flatMap(Optional::stream)
        .toList();
  }

  private static ClockView clock(
      String kind, Clock clock, Incident incident, Instant now, Words words) {
    return new ClockView(
        words.of("clock", kind),
        left(clock, incident, now, words),
        words.say("clock.due", words.reader().moment(clock.dueAt())));
  }

  private static Badge left(Clock clock, Incident incident, Instant now, Words words) {
    if (!clock.isRunning()) {
      return clock.isOverdue(now)
          ? new Badge(words.say("clock.stopped-late"), "bad")
          : new Badge(words.say("clock.stopped-in-time"), "good");
    }
    if (incident.course().recoveredAt().isPresent()) {
      return new Badge(words.say("clock.stands"), "");
    }
    return clock.isOverdue(now)
        ? new Badge(words.say("clock.overdue", between(clock.dueAt(), now, words)), "bad")
        : new Badge(words.say("clock.left", between(now, clock.dueAt(), words)), "warn");
  }

  private static String between(Instant from, Instant to, Words words) {
    return words.reader().lasted(Duration.between(from, to));
  }

  private static boolean isOwed(IncidentStep step, Incident incident) {
    return step != IncidentStep.POST_MORTEM || owesPostMortem(incident);
  }

  /** A post-mortem is owed for the worst two. */
  static boolean owesPostMortem(Incident incident) {
    return incident.severity().compareTo(Severity.P1) <= 0;
  }

  private static StepView step(
      IncidentStep step, List<StepTaken> taken, Playbook playbook, Words words) {
    Optional<StepTaken> done = taken.stream().filter(it -> it.step() == step).findFirst();
    return new StepView(
        words.of("incident-step", step),
        words.of("incident-step-about", step),
        done.map(it -> state(it, words)).orElse(new Badge(words.say("step-is.open"), "")),
        done.map(it -> more(it, playbook, words)).orElse(""));
  }

  private static Badge state(StepTaken taken, Words words) {
    return taken.way().skipped()
        ? new Badge(words.say("step-is.skipped"), "warn")
        : new Badge(words.say("step-is.done"), "good");
  }

  /** The note of the first step is the rule that fired. */
  private static String more(StepTaken taken, Playbook playbook, Words words) {
    return Stream.of(
            words.who(taken.actor()),
            words.reader().moment(taken.at()),
            IncidentsView.title(taken.way().note(), playbook, words))
        .filter(it -> !it.isEmpty())
        .reduce((one, other) -> one + DOT + other)
        .orElse("");
  }
}
