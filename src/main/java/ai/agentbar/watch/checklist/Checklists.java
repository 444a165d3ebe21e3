package ai.agentbar.watch.checklist;

import ai.agentbar.event.EventLog;
import ai.agentbar.event.Masking;
import ai.agentbar.kernel.Actor;
import ai.agentbar.kernel.FreeText;
import ai.agentbar.watch.checklist.Checklist.Signature;
import ai.agentbar.watch.checklist.Finding.Verdict;
import ai.agentbar.watch.playbook.Playbooks;
import ai.agentbar.watch.playbook.Wording;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The checklists of the shifts; the same on every node. */
@Service
public class Checklists {

  /** Letters of a note; what is longer is cut. */
  public static final int NOTE_LENGTH_MAX = 1_000;

  /** Checklists of one page. */
  public static final int PAGE_ROWS_MAX = 100;

  /**
   * What the person who signs adds.
   *
   * @param tickets how many CS tickets are open, where a number says it
   */
  public record Notes(Map<ChecklistItem, String> notes, OptionalLong tickets) {

    String of(ChecklistItem item) {
      return Masking.mask(FreeText.cut(notes.getOrDefault(item, ""), NOTE_LENGTH_MAX));
    }
  }

  /** What became of a signature. */
  public sealed interface Signing {

    record Signed(Checklist checklist) implements Signing {}

    /** It cannot be; the reason is a sentence with the remedy. */
    record Refused(String reason) implements Signing {}

    record Unknown() implements Signing {}
  }

  private final ChecklistTable checklists;
  private final FindingTable findings;
  private final Playbooks playbooks;
  private final EventLog events;
  private final InstantSource clock;

  Checklists(
      ChecklistTable checklists,
      FindingTable findings,
      Playbooks playbooks,
      EventLog events,
      InstantSource clock) {
    this.checklists = checklists;
    this.findings = findings;
    this.playbooks = playbooks;
    this.events = events;
    this.clock = clock;
  }

  /** Those whose shift began today, in the merchant's timezone, in their order. */
  public List<Checklist> today() {
    return checklists.ofDay(clock.instant().atZone(playbooks.current().zone()).toLocalDate());
  }

  /** The newest, newest first. */
  public List<Checklist> history(int limit) {
    return checklists.before(Long.MAX_VALUE, Math.clamp(limit, 1, PAGE_ROWS_MAX));
  }

  /** The page after that checklist. */
  public List<Checklist> historyBefore(ChecklistId last, int limit) {
    return checklists.before(last.number(), Math.clamp(limit, 1, PAGE_ROWS_MAX));
  }

  public Optional<Checklist> find(ChecklistId id) {
    return checklists.find(id);
  }

  /** A person looked and answers for it, also late; what is signed is not changed any more. */
  @Transactional
  public Signing sign(ChecklistId id, Actor actor, Notes notes) {
    Optional<Checklist> found = checklists.lock(id);
    if (found.isEmpty()) {
      return new Signing.Unknown();
    }
    Checklist checklist = found.get();
    Optional<String> refusal = refusal(checklist, actor, notes);
    if (refusal.isPresent()) {
      return new Signing.Refused(refusal.get());
    }
    findings.save(id, checklist.findings().stream().map(it -> with(it, notes)).toList());
    checklists.sign(id, new Signature(actor, clock.instant()));
    events.append(
        new ChecklistEvent.Signed(
            id,
            checklist.day().toString(),
            checklist.period().shift(),
            checklist.isOverdue(),
            checklist.findings().stream().filter(it -> it.verdict() == Verdict.BAD).count(),
            actor,
            ""));
    return new Signing.Signed(checklists.find(id).orElseThrow());
  }

  private static Optional<String> refusal(Checklist checklist, Actor actor, Notes notes) {
    if (actor.kind() != Actor.Kind.PERSON) {
      return Optional.of("A checklist is signed by a person.");
    }
    if (checklist.signed().isPresent()) {
      return Optional.of("It was signed by %s.".formatted(checklist.signed().get().actor()));
    }
    return notes.tickets().isEmpty() && notes.of(ChecklistItem.CS_TICKETS).isEmpty()
        ? Optional.of("Say in tickets how many CS tickets are open, or a note about cs_tickets.")
        : Optional.empty();
  }

  private static Finding with(Finding finding, Notes notes) {
    boolean counted = finding.item() == ChecklistItem.CS_TICKETS && notes.tickets().isPresent();
    Wording value =
        counted
            ? new Wording(
                "%d tiket terbuka".formatted(notes.tickets().getAsLong()),
                "%d tickets open".formatted(notes.tickets().getAsLong()))
            : finding.value();
    return new Finding(
        finding.item(),
        finding.verdict(),
        value,
        finding.normal(),
        finding.link(),
        notes.of(finding.item()));
  }
}
