package ai.agentbar.watch.incident;

import ai.agentbar.kernel.Actor;
import ai.agentbar.kernel.FreeText;
import ai.agentbar.watch.alert.FiringId;
import ai.agentbar.watch.playbook.Severity;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;

/**
 * Every incident, and what people do about it; the same on every node. What a person does is one
 * transaction with its event, its entry in the timeline and its entry in the audit log.
 */
@Service
public class Incidents {

  /** Letters of a note, a reason or a comment; what is longer is cut. */
  public static final int TEXT_LENGTH_MAX = 2_000;

  /** Incidents of one page. */
  public static final int PAGE_ROWS_MAX = 100;

  private final IncidentReadTable reading;
  private final EntryTable entries;
  private final StepTable steps;
  private final IncidentDeeds deeds;
  private final Acknowledging acknowledging;

  Incidents(
      IncidentReadTable reading,
      EntryTable entries,
      StepTable steps,
      IncidentDeeds deeds,
      Acknowledging acknowledging) {
    this.reading = reading;
    this.entries = entries;
    this.steps = steps;
    this.deeds = deeds;
    this.acknowledging = acknowledging;
  }

  /** Not resolved yet, newest first. */
  public List<Incident> open() {
    return reading.open();
  }

  public Optional<Incident> find(IncidentId id) {
    return reading.find(id);
  }

  /** The incident a firing belongs to; none where it fired before there were incidents. */
  public Optional<Incident> ofFiring(FiringId firing) {
    return reading.ofFiring(firing).flatMap(reading::find);
  }

  /** The newest incidents, newest first. */
  public List<Incident> list(int limit) {
    return reading.before(Long.MAX_VALUE, Math.clamp(limit, 1, PAGE_ROWS_MAX));
  }

  /** The page after that incident. */
  public List<Incident> listBefore(IncidentId last, int limit) {
    return reading.before(last.number(), Math.clamp(limit, 1, PAGE_ROWS_MAX));
  }

  /** What happened, oldest first; {@link Incident#entriesLeftOut} tells how much more there was. */
  public List<Entry> timeline(IncidentId id) {
    return entries.of(id);
  }

  /** The steps of its running or last round, in their order. */
  public List<StepTaken> steps(Incident incident) {
    return steps.of(incident.id(), incident.course().round());
  }

  /**
   * A person takes it on: its clock stops, and so do the reminders of all that fires in it. Asked
   * again it acknowledges what joined since. Each alert is a transaction of its own; after a crash
   * in between, ask again.
   */
  public IncidentChange acknowledge(IncidentId id, Actor actor, String note) {
    return acknowledging.acknowledge(id, actor, cut(note));
  }

  /** The same words of the same person stand once a minute, however often they are sent. */
  public IncidentChange comment(IncidentId id, Actor actor, String text) {
    return deeds.comment(id, actor, cut(text));
  }

  /**
   * Gives a role of the incident to somebody.
   *
   * @param holder who has the role from now on; nobody where empty
   */
  public IncidentChange assign(
      IncidentId id, IncidentRole role, Optional<Actor> holder, Actor actor) {
    return deeds.assign(id, role, holder, actor);
  }

  /** The next step is done, or skipped with a reason as its note. */
  public IncidentChange advance(IncidentId id, IncidentStep step, StepTaken.Way way, Actor actor) {
    return deeds.advance(id, step, new StepTaken.Way(way.skipped(), cut(way.note())), actor);
  }

  /** Not below the worst that fires in it. */
  public IncidentChange setSeverity(IncidentId id, Severity severity, Actor actor, String reason) {
    return deeds.setSeverity(id, severity, actor, cut(reason));
  }

  /**
   * It is over. While something of it fires, or where steps are left, only with a reason; the steps
   * left are skipped by it. What fires goes on firing. A P0 or P1 owes its post-mortem from now on.
   */
  public IncidentChange resolve(IncidentId id, Actor actor, String reason) {
    return deeds.resolve(id, actor, cut(reason));
  }

  public IncidentChange reopen(IncidentId id, Actor actor, String reason) {
    return deeds.reopen(id, actor, cut(reason));
  }

  private static String cut(String text) {
    return FreeText.cut(text, TEXT_LENGTH_MAX);
  }
}
