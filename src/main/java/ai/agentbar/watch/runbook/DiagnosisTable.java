package ai.agentbar.watch.runbook;

import ai.agentbar.watch.alert.FiringId;
import java.time.Instant;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table {@code runbook_diagnosis}, but for its queue columns, which belong to the queue. */
@Repository
class DiagnosisTable {

  static final String QUEUE = "runbook_diagnosis";

  /** A firing whose probes are to run. */
  record Wanted(FiringId firing, String ruleId) {}

  private final JdbcClient jdbc;

  DiagnosisTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void insert(Wanted wanted, Instant now) {
    jdbc.sql(
            """
            insert into runbook_diagnosis (firing_id, rule_id, due_at)
            values (:firing, :ruleId, :now)
            on conflict (firing_id) do nothing
            """)
        .param("firing", wanted.firing().number())
        .param("ruleId", wanted.ruleId())
        .param("now", now.atOffset(ZoneOffset.UTC))
        .update();
  }

  /** Once more; what is still to run, or runs just now, is as good. */
  void again(Wanted wanted, Instant now) {
    jdbc.sql(
            """
            insert into runbook_diagnosis (firing_id, rule_id, due_at)
            values (:firing, :ruleId, :now)
            on conflict (firing_id) do update
            set due_at = excluded.due_at,
                attempts = 0,
                last_error = null
            where runbook_diagnosis.due_at is null
            """)
        .param("firing", wanted.firing().number())
        .param("ruleId", wanted.ruleId())
        .param("now", now.atOffset(ZoneOffset.UTC))
        .update();
  }

  Wanted get(long id) {
    return jdbc.sql(
            """
            select firing_id, rule_id
            from runbook_diagnosis
            where id = :id
            limit 1
            """)
        .param("id", id)
        .query(
            (row, _) ->
                new Wanted(new FiringId(row.getLong("firing_id")), row.getString("rule_id")))
        .single();
  }
}
