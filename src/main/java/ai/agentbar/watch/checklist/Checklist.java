package ai.agentbar.watch.checklist;

import ai.agentbar.kernel.Actor;
import ai.agentbar.watch.playbook.Wording;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * The checklist of one shift.
 *
 * @param signers the teams of which one person signs
 * @param filledAt when the numbers were taken last; they follow until it is signed or its shift
 *     ends
 * @param unsignedAt when it was told that nobody had signed in time
 * @param lapsedAt when it was given up, still unsigned
 */
public record Checklist(
    ChecklistId id,
    LocalDate day,
    Period period,
    List<String> signers,
    Instant filledAt,
    Optional<Signature> signed,
    Optional<Instant> unsignedAt,
    Optional<Instant> lapsedAt,
    List<Finding> findings) {

  /** When its shift is, and until when somebody signs. */
  public record Period(
      String shift, Wording name, Instant beginsAt, Instant endsAt, Instant signBy) {}

  /** Somebody looked and answers for it. */
  public record Signature(Actor actor, Instant at) {}

  /** True while it is told as unsigned. */
  public boolean isOverdue() {
    return unsignedAt.isPresent() && signed.isEmpty() && lapsedAt.isEmpty();
  }
}
