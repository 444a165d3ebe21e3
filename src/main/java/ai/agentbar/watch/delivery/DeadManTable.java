package ai.agentbar.watch.delivery;

import ai.agentbar.job.Lease;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table {@code alert_dead_man}, but for its queue columns, which belong to the queue. */
@Repository
class DeadManTable {

  private final JdbcClient jdbc;

  DeadManTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** How the newest try ended; a row whose lease nobody ever had was never tried. */
  DeadMan.Standing standing() {
    return jdbc.sql(
            """
            select lease_token > 0 and attempts = 0 as heard, last_error
            from alert_dead_man
            limit 1
            """)
        .query(
            (row, _) ->
                new DeadMan.Standing(
                    true,
                    row.getBoolean("heard"),
                    Optional.ofNullable(row.getString("last_error"))))
        .single();
  }

  /** The next ping is due then, as a first try. Call it while the queue holds the row. */
  void next(Lease lease, Instant dueAt) {
    jdbc.sql(
            """
            update alert_dead_man
            set due_at = :dueAt,
                attempts = 0,
                lease_token = lease_token + 1,
                last_error = null
            where id = :id
            """)
        .param("id", lease.rowId())
        .param("dueAt", dueAt.atOffset(ZoneOffset.UTC))
        .update();
  }
}
