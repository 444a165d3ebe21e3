package ai.agentbar.watch.checklist;

import ai.agentbar.event.EventLog;
import ai.agentbar.job.RecurringJob;
import ai.agentbar.watch.playbook.Playbook;
import ai.agentbar.watch.playbook.Playbooks;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Fills in the checklist of the shift that goes on, and tells of those that nobody signed. Each
 * checklist is a transaction of its own and finds what is done already.
 */
@Component
class ChecklistJob implements RecurringJob {

  private static final Duration EVERY = Duration.ofMinutes(5);
  private static final Duration LIMIT = Duration.ofMinutes(1);

  /** Whoever did not look for so long will not look any more; the alert would be noise. */
  static final Duration LAPSES_AFTER = Duration.ofDays(3);

  private final Playbooks playbooks;
  private final Measuring measuring;
  private final ChecklistSettings settings;
  private final ChecklistTable checklists;
  private final FindingTable findings;
  private final EventLog events;
  private final TransactionTemplate transaction;
  private final InstantSource clock;

  ChecklistJob(
      Playbooks playbooks,
      Measuring measuring,
      ChecklistSettings settings,
      ChecklistTable checklists,
      FindingTable findings,
      EventLog events,
      TransactionTemplate transaction,
      InstantSource clock) {
    this.playbooks = playbooks;
    this.measuring = measuring;
    this.settings = settings;
    this.checklists = checklists;
    this.findings = findings;
    this.events = events;
    this.transaction = transaction;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "checklist";
  }

  @Override
  public Duration every() {
    return EVERY;
  }

  @Override
  public Duration limit() {
    return LIMIT;
  }

  /** Checklists filled in, told and given up. */
  @Override
  public long run() {
    Playbook playbook = playbooks.current();
    Instant now = clock.instant();
    Optional<Instant> firstBegan = checklists.firstBegan();
    List<Occurrence> shifts =
        Occurrence.due(playbook.shifts(), playbook.zone(), now).stream()
            .filter(it -> !it.isBeforeOurs(firstBegan, now))
            .toList();
    long filled = 0;
    for (Occurrence shift : shifts) {
      Integer rows = transaction.execute(_ -> fill(shift, now));
      filled += rows == null ? 0 : rows;
    }
    Long told = transaction.execute(_ -> tell(now));
    return filled + (told == null ? 0 : told);
  }

  private int fill(Occurrence shift, Instant now) {
    boolean created = checklists.create(shift, now);
    Checklist checklist = checklists.lock(shift.day(), shift.period().shift()).orElseThrow();
    boolean over = !now.isBefore(checklist.period().endsAt());
    if (checklist.signed().isPresent() || (over && !created)) {
      return 0;
    }
    findings.save(
        checklist.id(),
        measuring.since(checklist.period().beginsAt()).findings(settings.ticketsLink()));
    checklists.filled(checklist.id(), now);
    if (created) {
      events.append(
          new ChecklistEvent.Filled(
              checklist.id(), checklist.day().toString(), checklist.period().shift()));
    }
    return 1;
  }

  private long tell(Instant now) {
    List<Checklist> unsigned = checklists.lockUnsigned(now);
    long told = unsigned.stream().filter(it -> it.unsignedAt().isPresent()).count();
    return unsigned.stream().filter(it -> tell(it, told, now)).count();
  }

  private boolean tell(Checklist checklist, long others, Instant now) {
    String day = checklist.day().toString();
    String shift = checklist.period().shift();
    if (checklist.unsignedAt().isEmpty()) {
      checklists.unsigned(checklist.id(), now);
      events.append(new ChecklistEvent.Unsigned(checklist.id(), day, shift, others));
      return true;
    }
    if (!checklist.unsignedAt().get().plus(LAPSES_AFTER).isAfter(now)) {
      checklists.lapsed(checklist.id(), now);
      events.append(new ChecklistEvent.Lapsed(checklist.id(), day, shift));
      return true;
    }
    return false;
  }
}
