package ai.agentbar.watch.incident;

import ai.agentbar.kernel.Actor;
import ai.agentbar.watch.alert.Acknowledgement;
import ai.agentbar.watch.alert.FiringId;
import ai.agentbar.watch.playbook.Severity;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Something that is wrong, and what is done about it.
 *
 * @param acknowledge how long somebody has to take it on; none where the playbook sets no time
 * @param resolve how long it may last; stands while nothing of it fires
 * @param alerts what fires or fired, in the order in which it joined; never empty
 * @param entriesLeftOut how much more happened than the timeline holds
 */
public record Incident(
    IncidentId id,
    Severity severity,
    Course course,
    Optional<Clock> acknowledge,
    Optional<Clock> resolve,
    Optional<PostMortemDuty> postMortem,
    Map<IncidentRole, Actor> roles,
    List<Member> alerts,
    long entriesLeftOut) {

  /**
   * How far it has come.
   *
   * @param round 1, and one more with each reopening
   * @param touched whether a person did something about it in this round
   * @param recoveredAt since when nothing of it fires, while that lasts
   */
  public record Course(
      int round,
      Instant openedAt,
      Instant roundAt,
      boolean touched,
      Optional<Acknowledgement> acknowledged,
      Optional<Instant> recoveredAt,
      Optional<Resolution> resolution) {}

  /** That it is over, by whose word and why. */
  public record Resolution(Actor actor, String reason, Instant at) {}

  /** A post-mortem is owed by then; it is done once a person has signed it. */
  public record PostMortemDuty(Instant dueAt, Optional<Signature> signed) {

    public boolean isOverdue(Instant now) {
      return signed.map(it -> it.at().isAfter(dueAt)).orElse(!now.isBefore(dueAt));
    }
  }

  /** Somebody answers for what is written. */
  public record Signature(Actor actor, Instant at) {}

  /** One firing that belongs to it. */
  public record Member(
      FiringId firing,
      String ruleId,
      Severity severity,
      Instant joinedAt,
      Optional<Instant> endedAt) {

    public boolean isFiring() {
      return endedAt.isEmpty();
    }
  }

  /** How an incident stands, in one word. */
  public enum State {
    OPEN,
    ACKNOWLEDGED,
    RECOVERED,
    RESOLVED
  }

  public State state() {
    if (isResolved()) {
      return State.RESOLVED;
    }
    if (course.recoveredAt().isPresent()) {
      return State.RECOVERED;
    }
    return course.acknowledged().isPresent() ? State.ACKNOWLEDGED : State.OPEN;
  }

  public boolean isResolved() {
    return course.resolution().isPresent();
  }

  /** What fires now. */
  public List<Member> firing() {
    return alerts.stream().filter(Member::isFiring).toList();
  }

  boolean concerns(String ruleId) {
    return alerts.stream().anyMatch(it -> it.ruleId().equals(ruleId));
  }

  Instant lastJoinedAt() {
    return alerts.stream()
        .map(Member::joinedAt)
        .max(Comparator.naturalOrder())
        .orElse(course.openedAt());
  }

  /** From the opening until nothing of it fired any more, or somebody said it was over. */
  Optional<Instant> endedAt() {
    return course.recoveredAt().or(() -> course.resolution().map(Resolution::at));
  }
}
