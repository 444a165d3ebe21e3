package ai.agentbar.watch.incident;

import ai.agentbar.event.EventType;
import ai.agentbar.event.Origin.Component;
import ai.agentbar.event.StoredEvent;
import ai.agentbar.event.Subscriptions;
import ai.agentbar.job.Work;
import ai.agentbar.kernel.Actor;
import ai.agentbar.watch.alert.Acknowledgement;
import ai.agentbar.watch.alert.FiringId;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Service;

/**
 * Writes the timelines: whatever is told of a firing, by whatever room, becomes an entry of its
 * incident, once. A firing is put into its incident in the transaction that makes its number known,
 * so nothing can be told of it before.
 */
@Service
@Order(400)
class IncidentTimeline implements Work {

  static final String SUBSCRIBER = "incident";
  private static final String FIRING = "firing";
  private static final int BATCH_EVENTS_MAX = 1_000;

  private static final Map<EventType, Entry.Kind> KINDS =
      Map.of(
          EventType.ALERT_CHANGED, Entry.Kind.ALERT,
          EventType.NOTIFICATION_SENT, Entry.Kind.MESSAGE,
          EventType.NOTIFICATION_FAILED, Entry.Kind.MESSAGE,
          EventType.NOTIFICATION_SKIPPED, Entry.Kind.MESSAGE,
          EventType.PROBE_RUN, Entry.Kind.PROBE,
          EventType.ACTION_RUN, Entry.Kind.ACTION,
          EventType.SILENCE_CHANGED, Entry.Kind.SILENCE);

  private final Subscriptions subscriptions;
  private final IncidentTable incidents;
  private final IncidentReadTable reading;
  private final EntryTable entries;
  private final IncidentLog log;

  IncidentTimeline(
      Subscriptions subscriptions,
      IncidentTable incidents,
      IncidentReadTable reading,
      EntryTable entries,
      IncidentLog log) {
    this.subscriptions = subscriptions;
    this.incidents = incidents;
    this.reading = reading;
    this.entries = entries;
    this.log = log;
  }

  @Override
  public String name() {
    return "incident-timeline";
  }

  @Override
  public Component component() {
    return Component.WATCH;
  }

  @Override
  public int step() {
    return subscriptions.advance(SUBSCRIBER, BATCH_EVENTS_MAX, this::fold);
  }

  private void fold(List<StoredEvent> events) {
    List<StoredEvent> told =
        events.stream()
            .filter(it -> it.number(FIRING) > 0 && !it.is(EventType.INCIDENT_CHANGED))
            .toList();
    if (told.isEmpty()) {
      return;
    }
    incidents.passGate();
    Map<Long, IncidentId> known =
        reading.ofFirings(told.stream().map(it -> it.number(FIRING)).distinct().toList());
    told.stream()
        .filter(it -> known.containsKey(it.number(FIRING)))
        .sorted(Comparator.comparing(StoredEvent::occurredAt).thenComparing(StoredEvent::id))
        .forEach(it -> add(Objects.requireNonNull(known.get(it.number(FIRING))), it));
  }

  private void add(IncidentId id, StoredEvent event) {
    entries.add(id, entry(event));
    if (event.name().equals("ALERT_ACKNOWLEDGED")) {
      acknowledged(id, event);
    }
  }

  /** Who takes an alert on has taken on its incident, unless that became worse meanwhile. */
  private void acknowledged(IncidentId id, StoredEvent event) {
    incidents.lock(id);
    Incident incident = reading.find(id).orElseThrow();
    Optional<Actor> actor = actor(event);
    if (incident.isResolved()
        || incident.course().acknowledged().isPresent()
        || actor.isEmpty()
        || event.occurredAt().isBefore(Terms.Due.of(incident).startedAt())) {
      return;
    }
    String note = event.text("reason");
    incidents.acknowledge(id, new Acknowledgement(actor.get(), note, event.occurredAt()));
    log.tell(new IncidentEvent.TakenOn(id, new FiringId(event.number(FIRING)), actor.get()));
  }

  private static Entry entry(StoredEvent event) {
    return new Entry(
        event.occurredAt(),
        kind(event),
        event.name(),
        actor(event),
        event.message() + cause(event),
        Optional.of(new FiringId(event.number(FIRING))),
        event.fields());
  }

  private static String cause(StoredEvent event) {
    return event.failure() == null ? "" : ": " + event.failure().message();
  }

  private static Optional<Actor> actor(StoredEvent event) {
    // Another backend's event may name its people otherwise; the text names them still.
    return Actor.read(event.text("actor"));
  }

  private static Entry.Kind kind(StoredEvent event) {
    return KINDS.entrySet().stream()
        .filter(it -> event.is(it.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(Entry.Kind.OTHER);
  }
}
