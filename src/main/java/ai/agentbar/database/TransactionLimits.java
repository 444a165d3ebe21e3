package ai.agentbar.database;

import java.time.Duration;

/**
 * How long a transaction of this program stays open at most, held by PostgreSQL itself for every
 * connection of the pool. Whoever reads the event log may rely on it: an event is visible, or never
 * happened, within {@link #LONGEST} of its moment.
 */
public final class TransactionLimits {

  /** From the begin to the end; PostgreSQL 17 and newer. */
  public static final Duration LONGEST = Duration.ofHours(1);

  /**
   * Between two statements. A process that froze in the middle of a transaction lets go of its
   * rows, and the readers of the event log, who stop below the oldest open transaction, go on. As
   * long as a lease and no longer: else what a frozen worker holds is not taken over in ten
   * seconds.
   */
  public static final Duration IDLE_LONGEST = Duration.ofSeconds(8);

  /** Sets both on a new connection; what an older PostgreSQL does not know is left out. */
  static final String SET_ON_CONNECTION =
      """
      select set_config(name, case name when 'transaction_timeout' then '%d' else '%d' end, false)
      from pg_settings
      where name in ('transaction_timeout', 'idle_in_transaction_session_timeout')
      """
          .formatted(LONGEST.toMillis(), IDLE_LONGEST.toMillis());

  private TransactionLimits() {}
}
