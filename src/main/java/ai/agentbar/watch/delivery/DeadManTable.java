package ai.agentbar.watch.delivery;

import ai.agentbar.job.Lease;
import java.time.Instant;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table {@code alert_dead_man}, but for its queue columns, which belong to the queue. */
@Repository
class DeadManTable {

  private final JdbcClient jdbc;

  DeadManTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
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
