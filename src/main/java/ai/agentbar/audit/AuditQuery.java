package ai.agentbar.audit;

import java.util.Optional;

/**
 * A page of entries, newest first.
 *
 * @param before entries with a smaller number; for the next page
 */
public record AuditQuery(AuditFilter filter, Optional<Long> before, int limit) {

  public static final int ROWS_MAX = 200;

  public AuditQuery {
    if (limit < 1 || limit > ROWS_MAX) {
      throw new IllegalArgumentException("a page has 1 to %d entries".formatted(ROWS_MAX));
    }
  }
}
