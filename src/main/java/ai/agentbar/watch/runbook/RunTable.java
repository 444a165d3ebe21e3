package ai.agentbar.watch.runbook;

import ai.agentbar.kernel.Actor;
import ai.agentbar.watch.alert.FiringId;
import ai.agentbar.watch.metric.Metric;
import ai.agentbar.watch.playbook.ActionName;
import ai.agentbar.watch.playbook.Wording;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table {@code runbook_run}, but for its queue columns, which belong to the queue. */
@Repository
class RunTable {

  static final String QUEUE = "runbook_run";

  private static final String COLUMNS =
      """
      id, action, firing_id, actor, reason, asked_at, ended_at, failed, touched, text_id, text_en,
             metric, metric_before, metric_at_end, metric_after\
      """;

  private final JdbcClient jdbc;

  RunTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Nothing where the action runs already. */
  Optional<RunId> open(ActionRequest request, Metric metric, Instant now) {
    return jdbc.sql(
            """
            insert into runbook_run (action, firing_id, actor, reason, asked_at, metric, due_at)
            values (:action, :firing, :actor, :reason, :now, :metric, :now)
            on conflict (action) where ended_at is null do nothing
            returning id
            """)
        .param("action", request.action().name())
        .param("firing", request.firing().map(FiringId::number).orElse(null))
        .param("actor", request.actor().toString())
        .param("reason", request.reason())
        .param("now", now.atOffset(ZoneOffset.UTC))
        .param("metric", metric.key())
        .query(Long.class)
        .optional()
        .map(RunId::new);
  }

  void before(RunId id, long value) {
    jdbc.sql(
            """
            update runbook_run
            set metric_before = :value
            where id = :id
              and metric_before is null
            """)
        .param("value", value)
        .param("id", id.number())
        .update();
  }

  void ended(RunId id, ActionRun.End end, long metricAtEnd) {
    int rows =
        jdbc.sql(
                """
                update runbook_run
                set ended_at = :at,
                    failed = :failed,
                    touched = :touched,
                    text_id = :textId,
                    text_en = :textEn,
                    metric_at_end = :metric
                where id = :id
                  and ended_at is null
                """)
            .param("at", end.at().atOffset(ZoneOffset.UTC))
            .param("failed", end.failed())
            .param("touched", end.touched())
            .param("textId", end.text().indonesian())
            .param("textEn", end.text().english())
            .param("metric", metricAtEnd)
            .param("id", id.number())
            .update();
    if (rows != 1) {
      throw new IllegalStateException("run %s has ended before".formatted(id));
    }
  }

  void after(RunId id, long value) {
    jdbc.sql(
            """
            update runbook_run
            set metric_after = :value
            where id = :id
            """)
        .param("value", value)
        .param("id", id.number())
        .update();
  }

  Optional<ActionRun> find(RunId id) {
    return jdbc.sql(
            """
            select %s
            from runbook_run
            where id = :id
            limit 1
            """
                .formatted(COLUMNS))
        .param("id", id.number())
        .query((row, _) -> run(row))
        .optional();
  }

  /** The newest run of an action. */
  Optional<ActionRun> last(ActionName action) {
    return jdbc.sql(
            """
            select %s
            from runbook_run
            where action = :action
            order by id desc
            limit 1
            """
                .formatted(COLUMNS))
        .param("action", action.name())
        .query((row, _) -> run(row))
        .optional();
  }

  /** Newest first. */
  List<ActionRun> before(long beforeId, int limit) {
    return jdbc.sql(
            """
            select %s
            from runbook_run
            where id < :beforeId
            order by id desc
            limit :limit
            """
                .formatted(COLUMNS))
        .param("beforeId", beforeId)
        .param("limit", limit)
        .query((row, _) -> run(row))
        .list();
  }

  /** Oldest first. */
  List<ActionRun> ofFiring(FiringId firing, int limit) {
    return jdbc.sql(
            """
            select %s
            from runbook_run
            where firing_id = :firing
            order by id
            limit :limit
            """
                .formatted(COLUMNS))
        .param("firing", firing.number())
        .param("limit", limit)
        .query((row, _) -> run(row))
        .list();
  }

  private static ActionRun run(ResultSet row) throws SQLException {
    Optional<Instant> endedAt =
        Optional.ofNullable(row.getObject("ended_at", OffsetDateTime.class))
            .map(OffsetDateTime::toInstant);
    boolean failed = row.getBoolean("failed");
    long touched = row.getLong("touched");
    Wording text = new Wording(row.getString("text_id"), row.getString("text_en"));
    return new ActionRun(
        new RunId(row.getLong("id")),
        ActionName.valueOf(row.getString("action")),
        number(row, "firing_id").map(FiringId::new),
        Actor.parse(row.getString("actor")),
        row.getString("reason"),
        row.getObject("asked_at", OffsetDateTime.class).toInstant(),
        endedAt.map(at -> new ActionRun.End(at, failed, touched, text)),
        new ActionRun.Effect(
            Metric.byKey(row.getString("metric")).orElseThrow(),
            number(row, "metric_before"),
            number(row, "metric_at_end"),
            number(row, "metric_after")));
  }

  private static Optional<Long> number(ResultSet row, String column) throws SQLException {
    long value = row.getLong(column);
    return row.wasNull() ? Optional.empty() : Optional.of(value);
  }
}
