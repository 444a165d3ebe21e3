package ai.agentbar.watch.alert;

import ai.agentbar.watch.playbook.Severity;
import ai.agentbar.watch.playbook.Wording;
import java.time.Instant;
import java.util.Optional;

/**
 * One firing of one rule, going on or over.
 *
 * @param since when its condition began to hold
 * @param firedAt when it had held as long as the rule asks, and people were to be told
 * @param value the number that made it fire
 * @param atRisk as it stood when it fired
 * @param latest as its rule was judged last; as it began where it was not judged since
 */
public record Firing(
    FiringId id,
    String ruleId,
    Severity severity,
    Instant since,
    Instant firedAt,
    Optional<Instant> resolvedAt,
    Optional<Acknowledgement> acknowledged,
    long value,
    long limit,
    Wording reason,
    MoneyAtRisk atRisk,
    Numbers latest) {

  /**
   * What it was judged by.
   *
   * @param blindSince since when its numbers are missing, so that these are old
   */
  public record Numbers(
      long value, long limit, Wording reason, MoneyAtRisk atRisk, Optional<Instant> blindSince) {}

  /** The numbers with which it began. */
  public Numbers first() {
    return new Numbers(value, limit, reason, atRisk, latest.blindSince());
  }

  public boolean isOver() {
    return resolvedAt.isPresent();
  }
}
