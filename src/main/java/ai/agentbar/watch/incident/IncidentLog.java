package ai.agentbar.watch.incident;

import ai.agentbar.event.EventLog;
import ai.agentbar.event.Masking;
import ai.agentbar.kernel.Actor;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Tells what this room does: in the event log and, at once, in the incident's own timeline. */
@Component
class IncidentLog {

  private final EventLog events;
  private final EntryTable entries;
  private final InstantSource clock;

  IncidentLog(EventLog events, EntryTable entries, InstantSource clock) {
    this.events = events;
    this.entries = entries;
    this.clock = clock;
  }

  void tell(IncidentEvent event) {
    entries.add(event.incident(), entry(event));
    events.append(event);
  }

  private Entry entry(IncidentEvent event) {
    return switch (event) {
      case IncidentEvent.ByPerson deed ->
          entry(
              deed,
              deed.deed() == IncidentEvent.Deed.COMMENTED
                  ? Entry.Kind.COMMENT
                  : Entry.Kind.INCIDENT,
              Optional.of(deed.actor()),
              text(deed));
      case IncidentEvent.Opened _,
          IncidentEvent.Joined _,
          IncidentEvent.SeverityRaised _,
          IncidentEvent.AcknowledgementFell _,
          IncidentEvent.TakenOn _,
          IncidentEvent.Recovered _,
          IncidentEvent.ResolvedByItself _,
          IncidentEvent.PostMortemOverdue _,
          IncidentEvent.PostMortemNotOverdue _,
          IncidentEvent.ClockTold _ ->
          entry(event, Entry.Kind.INCIDENT, Optional.empty(), event.message());
    };
  }

  private Entry entry(IncidentEvent event, Entry.Kind kind, Optional<Actor> actor, String text) {
    return new Entry(
        clock.instant(),
        kind,
        event.name(),
        actor,
        Masking.mask(text),
        Optional.empty(),
        fields(event));
  }

  /** What a page says in its reader's own words. */
  private static Map<String, Object> fields(IncidentEvent event) {
    return switch (event) {
      case IncidentEvent.Opened it -> Map.of("rule", it.rule());
      case IncidentEvent.Joined it -> Map.of("rule", it.rule());
      case IncidentEvent.SeverityRaised it ->
          Map.of("rule", it.rule(), "from", it.from().name(), "to", it.to().name());
      case IncidentEvent.ClockTold it ->
          Map.of("clock", it.clock().name(), "due_at", it.dueAt().toString());
      case IncidentEvent.PostMortemOverdue it -> Map.of("due_at", it.dueAt().toString());
      case IncidentEvent.ByPerson _,
          IncidentEvent.AcknowledgementFell _,
          IncidentEvent.TakenOn _,
          IncidentEvent.Recovered _,
          IncidentEvent.ResolvedByItself _,
          IncidentEvent.PostMortemNotOverdue _ ->
          Map.of();
    };
  }

  /** A comment is its text; of anything else its reason stands behind it. */
  private static String text(IncidentEvent.ByPerson deed) {
    if (deed.deed() == IncidentEvent.Deed.COMMENTED) {
      return deed.reason();
    }
    return deed.reason().isEmpty() ? deed.message() : deed.message() + ": " + deed.reason();
  }
}
