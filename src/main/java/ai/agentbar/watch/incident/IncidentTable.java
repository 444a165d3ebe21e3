package ai.agentbar.watch.incident;

import ai.agentbar.kernel.Actor;
import ai.agentbar.watch.alert.Acknowledgement;
import ai.agentbar.watch.alert.FiringId;
import ai.agentbar.watch.playbook.Severity;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table {@code incident}, written; every statement names the state it expects. */
@Repository
class IncidentTable {

  /** Any number that nobody else in this database locks by. */
  private static final long GATE = 4_000_001;

  private final JdbcClient jdbc;

  IncidentTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** One transaction at a time goes on from here, on whatever node, until it ends. */
  void passGate() {
    jdbc.sql("select pg_advisory_xact_lock(:gate)")
        .param("gate", GATE)
        .query((_, _) -> true)
        .single();
  }

  IncidentId open(Severity severity, Terms.Due due, Instant now) {
    long id =
        jdbc.sql(
                """
                insert into incident (severity, opened_at, round_at, clock_at, acknowledge_due_at,
                                      resolve_due_at)
                values (:severity, :now, :now, :clockAt, :acknowledgeAt, :resolveAt)
                returning id
                """)
            .param("severity", severity.name())
            .param("now", utc(now))
            .param("clockAt", utc(due.startedAt()))
            .param("acknowledgeAt", utc(due.acknowledgeAt()))
            .param("resolveAt", utc(due.resolveAt()))
            .query(Long.class)
            .single();
    return new IncidentId(id);
  }

  /** Locks an incident until the transaction ends; false where there is none. */
  boolean lock(IncidentId id) {
    return jdbc.sql("select id from incident where id = :id for update")
        .param("id", id.number())
        .query(Long.class)
        .optional()
        .isPresent();
  }

  void setSeverity(IncidentId id, Severity severity, Terms.Due due) {
    changed(
        id,
        jdbc.sql(
                """
                update incident
                set severity = :severity,
                    clock_at = :clockAt,
                    acknowledge_due_at = :acknowledgeAt,
                    resolve_due_at = :resolveAt
                where id = :id
                  and resolved_at is null
                """)
            .param("severity", severity.name())
            .param("clockAt", utc(due.startedAt()))
            .param("acknowledgeAt", utc(due.acknowledgeAt()))
            .param("resolveAt", utc(due.resolveAt())));
  }

  void acknowledge(IncidentId id, Acknowledgement acknowledgement) {
    changed(
        id,
        jdbc.sql(
                """
                update incident
                set acknowledged_at = :at,
                    acknowledged_by = :by,
                    acknowledgement = :note,
                    touched = true
                where id = :id
                  and acknowledged_at is null
                  and resolved_at is null
                """)
            .param("at", utc(acknowledgement.at()))
            .param("by", acknowledgement.actor().toString())
            .param("note", acknowledgement.note()));
  }

  /** It is worse than what somebody took on. */
  void dropAcknowledgement(IncidentId id) {
    changed(
        id,
        jdbc.sql(
            """
            update incident
            set acknowledged_at = null,
                acknowledged_by = null,
                acknowledgement = ''
            where id = :id
              and acknowledged_at is not null
              and resolved_at is null
            """));
  }

  /** A person did something about it. */
  void touch(IncidentId id) {
    changed(id, jdbc.sql("update incident set touched = true where id = :id"));
  }

  void assign(IncidentId id, IncidentRole role, Optional<Actor> actor) {
    String column =
        switch (role) {
          case COMMANDER -> "commander";
          case COMMUNICATOR -> "communicator";
          case SCRIBE -> "scribe";
        };
    changed(
        id,
        jdbc.sql("update incident set %s = :actor, touched = true where id = :id".formatted(column))
            .param("actor", actor.map(Actor::toString).orElse(null)));
  }

  /** Nothing of it fires any more since then, or something does again. */
  void setRecovered(IncidentId id, Optional<Instant> at) {
    changed(
        id,
        jdbc.sql("update incident set recovered_at = :at where id = :id and resolved_at is null")
            .param("at", utc(at)));
  }

  void resolve(IncidentId id, Incident.Resolution resolution, Optional<Instant> postMortemDueAt) {
    changed(
        id,
        jdbc.sql(
                """
                update incident
                set resolved_at = :at,
                    resolved_by = :by,
                    resolution = :reason,
                    post_mortem_due_at = :postMortemAt,
                    post_mortem_done_at = null,
                    post_mortem_done_by = null
                where id = :id
                  and resolved_at is null
                """)
            .param("at", utc(resolution.at()))
            .param("by", resolution.actor().toString())
            .param("reason", resolution.reason())
            .param("postMortemAt", utc(postMortemDueAt)));
  }

  /** A new round begins; what was owed for the last one is owed when this one ends. */
  void reopen(IncidentId id, Severity severity, Terms.Due due, Optional<Instant> recoveredAt) {
    changed(
        id,
        jdbc.sql(
                """
                update incident
                set round = round + 1,
                    severity = :severity,
                    round_at = :startedAt,
                    clock_at = :startedAt,
                    acknowledge_due_at = :acknowledgeAt,
                    resolve_due_at = :resolveAt,
                    acknowledged_at = null,
                    acknowledged_by = null,
                    acknowledgement = '',
                    touched = false,
                    recovered_at = :recoveredAt,
                    resolved_at = null,
                    resolved_by = null,
                    resolution = '',
                    post_mortem_due_at = null,
                    post_mortem_done_at = null,
                    post_mortem_done_by = null
                where id = :id
                  and resolved_at is not null
                """)
            .param("severity", severity.name())
            .param("startedAt", utc(due.startedAt()))
            .param("acknowledgeAt", utc(due.acknowledgeAt()))
            .param("resolveAt", utc(due.resolveAt()))
            .param("recoveredAt", utc(recoveredAt)));
  }

  /** Also where none was owed: who writes one all the same has done it in time. */
  void finishPostMortem(IncidentId id, Incident.Signature signature) {
    changed(
        id,
        jdbc.sql(
                """
                update incident
                set post_mortem_due_at = coalesce(post_mortem_due_at, :at),
                    post_mortem_done_at = :at,
                    post_mortem_done_by = :by
                where id = :id
                  and resolved_at is not null
                  and post_mortem_done_at is null
                """)
            .param("at", utc(signature.at()))
            .param("by", signature.actor().toString()));
  }

  void join(IncidentId id, Incident.Member member) {
    jdbc.sql(
            """
            insert into incident_firing (firing_id, incident_id, rule_id, severity, joined_at)
            values (:firing, :id, :ruleId, :severity, :joinedAt)
            """)
        .param("firing", member.firing().number())
        .param("id", id.number())
        .param("ruleId", member.ruleId())
        .param("severity", member.severity().name())
        .param("joinedAt", utc(member.joinedAt()))
        .update();
  }

  /** False where the firing belongs to no incident: it fired before there were any. */
  boolean end(FiringId firing, Instant at) {
    return jdbc.sql(
                """
                update incident_firing
                set ended_at = :at
                where firing_id = :firing
                  and ended_at is null
                """)
            .param("firing", firing.number())
            .param("at", utc(at))
            .update()
        == 1;
  }

  void raise(FiringId firing, Severity severity) {
    jdbc.sql("update incident_firing set severity = :severity where firing_id = :firing")
        .param("firing", firing.number())
        .param("severity", severity.name())
        .update();
  }

  static @Nullable OffsetDateTime utc(Optional<Instant> moment) {
    return moment.map(IncidentTable::utc).orElse(null);
  }

  static OffsetDateTime utc(Instant moment) {
    return moment.atOffset(ZoneOffset.UTC);
  }

  private static void changed(IncidentId id, JdbcClient.StatementSpec statement) {
    if (statement.param("id", id.number()).update() != 1) {
      throw new IllegalStateException("incident %s is not in the state expected".formatted(id));
    }
  }
}
