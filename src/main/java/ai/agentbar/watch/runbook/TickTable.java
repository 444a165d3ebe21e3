package ai.agentbar.watch.runbook;

import ai.agentbar.kernel.Actor;
import ai.agentbar.watch.alert.FiringId;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table {@code runbook_tick}. */
@Repository
class TickTable {

  private static final int TICKS_MAX = 100;

  private final JdbcClient jdbc;

  TickTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** False where the step was ticked before. */
  boolean add(FiringId firing, Tick tick) {
    return jdbc.sql(
                """
                insert into runbook_tick (firing_id, step, actor, at)
                values (:firing, :step, :actor, :at)
                on conflict do nothing
                """)
            .param("firing", firing.number())
            .param("step", tick.step())
            .param("actor", tick.actor().toString())
            .param("at", tick.at().atOffset(ZoneOffset.UTC))
            .update()
        == 1;
  }

  /** False where the step had no tick. */
  boolean remove(FiringId firing, String step) {
    return jdbc.sql("delete from runbook_tick where firing_id = :firing and step = :step")
            .param("firing", firing.number())
            .param("step", step)
            .update()
        == 1;
  }

  List<Tick> of(FiringId firing) {
    return jdbc.sql(
            """
            select step, actor, at
            from runbook_tick
            where firing_id = :firing
            order by at, step
            limit :limit
            """)
        .param("firing", firing.number())
        .param("limit", TICKS_MAX)
        .query(
            (row, _) ->
                new Tick(
                    row.getString("step"),
                    Actor.parse(row.getString("actor")),
                    row.getObject("at", OffsetDateTime.class).toInstant()))
        .list();
  }
}
