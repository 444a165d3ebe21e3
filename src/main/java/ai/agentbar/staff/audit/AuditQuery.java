package ai.agentbar.staff.audit;

import java.util.Optional;

/**
 * Which entries are asked for, newest first.
 *
 * @param actor as an actor is written: {@code person:ayu}
 * @param subject exactly
 * @param before entries with a smaller number; for the next page
 */
public record AuditQuery(
    Optional<String> actor, Optional<String> subject, Optional<Long> before, int limit) {

  public static final int ROWS_MAX = 200;

  public AuditQuery {
    if (limit < 1 || limit > ROWS_MAX) {
      throw new IllegalArgumentException("a page has 1 to %d entries".formatted(ROWS_MAX));
    }
  }
}
