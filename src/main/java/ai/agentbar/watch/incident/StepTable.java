package ai.agentbar.watch.incident;

import ai.agentbar.kernel.Actor;
import ai.agentbar.watch.incident.Escalating.Escalation;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The tables {@code incident_step} and {@code incident_escalation}: what happens once a round. */
@Repository
class StepTable {

  private final JdbcClient jdbc;

  StepTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void take(IncidentId id, int round, StepTaken taken) {
    jdbc.sql(
            """
            insert into incident_step (incident_id, round, step, skipped, done_at, done_by, note)
            values (:id, :round, :step, :skipped, :at, :by, :note)
            """)
        .param("id", id.number())
        .param("round", round)
        .param("step", taken.step().name())
        .param("skipped", taken.way().skipped())
        .param("at", IncidentTable.utc(taken.at()))
        .param("by", taken.actor().toString())
        .param("note", taken.way().note())
        .update();
  }

  /** The steps of one round, in their order. */
  List<StepTaken> of(IncidentId id, int round) {
    return jdbc
        .sql(
            """
            select step, skipped, done_at, done_by, note
            from incident_step
            where incident_id = :id
              and round = :round
            limit :limit
            """)
        .param("id", id.number())
        .param("round", round)
        .param("limit", IncidentStep.values().length)
        .query(
            (row, _) ->
                new StepTaken(
                    IncidentStep.valueOf(row.getString("step")),
                    new StepTaken.Way(row.getBoolean("skipped"), row.getString("note")),
                    Actor.parse(row.getString("done_by")),
                    IncidentReadTable.moment(row, "done_at").orElseThrow()))
        .list()
        .stream()
        .sorted((one, other) -> one.step().compareTo(other.step()))
        .toList();
  }

  /** True for the first to say so, on whatever node. */
  boolean tell(Escalation escalation, Instant now) {
    return jdbc.sql(
                """
                insert into incident_escalation (incident_id, round, clock, severity, percent, told_at)
                values (:id, :round, :clock, :severity, :percent, :now)
                on conflict do nothing
                """)
            .param("id", escalation.incident().number())
            .param("round", escalation.round())
            .param("clock", escalation.clock().name())
            .param("severity", escalation.severity().name())
            .param("percent", escalation.percent())
            .param("now", IncidentTable.utc(now))
            .update()
        == 1;
  }

  /** What was told before somebody took the incident on is told again, now that nobody has. */
  void forgetAcknowledgeTold(Incident incident) {
    jdbc.sql(
            """
            delete from incident_escalation
            where incident_id = :id
              and round = :round
              and clock = 'ACKNOWLEDGE'
            """)
        .param("id", incident.id().number())
        .param("round", incident.course().round())
        .update();
  }

  boolean isTold(Escalation escalation) {
    return jdbc.sql(
            """
            select count(*) > 0
            from incident_escalation
            where incident_id = :id
              and round = :round
              and clock = :clock
              and severity = :severity
              and percent = :percent
            limit 1
            """)
        .param("id", escalation.incident().number())
        .param("round", escalation.round())
        .param("clock", escalation.clock().name())
        .param("severity", escalation.severity().name())
        .param("percent", escalation.percent())
        .query(Boolean.class)
        .single();
  }

  /** Whether it was told of this round that its post-mortem is over its time and not signed. */
  boolean isPostMortemOverdue(Incident incident) {
    return incident.postMortem().filter(it -> it.signed().isEmpty()).isPresent()
        && jdbc.sql(
                """
                select count(*) > 0
                from incident_escalation
                where incident_id = :id
                  and round = :round
                  and clock = 'POST_MORTEM'
                limit 1
                """)
            .param("id", incident.id().number())
            .param("round", incident.course().round())
            .query(Boolean.class)
            .single();
  }
}
