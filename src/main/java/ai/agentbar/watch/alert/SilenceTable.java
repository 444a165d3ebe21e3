package ai.agentbar.watch.alert;

import ai.agentbar.kernel.Actor;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table {@code alert_silence}. */
@Repository
class SilenceTable {

  private static final int STANDING_MAX = 1_000;

  private final JdbcClient jdbc;

  SilenceTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** A silence that was shortened because of what fires. */
  record Cut(Silence silence, FiringId firing) {}

  SilenceId begin(String ruleId, Actor actor, String reason, Instant at, Instant until) {
    long id =
        jdbc.sql(
                """
                insert into alert_silence (rule_id, begun_by, reason, begun_at, until_at)
                values (:ruleId, :actor, :reason, :at, :until)
                returning id
                """)
            .param("ruleId", ruleId)
            .param("actor", actor.toString())
            .param("reason", reason)
            .param("at", at.atOffset(ZoneOffset.UTC))
            .param("until", until.atOffset(ZoneOffset.UTC))
            .query(Long.class)
            .single();
    return new SilenceId(id);
  }

  /** Those that have not ended, in the order of their begin. */
  List<Silence> standing() {
    return jdbc.sql(
            """
            select id, rule_id, begun_by, reason, begun_at, until_at
            from alert_silence
            where ended_at is null
            order by id
            limit :limit
            """)
        .param("limit", STANDING_MAX)
        .query((row, _) -> silence(row))
        .list();
  }

  /** Those that have ended, with a number below that one, newest first. */
  List<PastSilence> past(long below, int limit) {
    return jdbc.sql(
            """
            select id, rule_id, begun_by, reason, begun_at, until_at, ended_at, ended_by
            from alert_silence
            where ended_at is not null
              and id < :below
            order by id desc
            limit :limit
            """)
        .param("below", below)
        .param("limit", limit)
        .query(
            (row, _) ->
                new PastSilence(
                    silence(row),
                    row.getObject("ended_at", OffsetDateTime.class).toInstant(),
                    Actor.parse(row.getString("ended_by"))))
        .list();
  }

  boolean isStanding(String ruleId, Instant now) {
    return jdbc.sql(
            """
            select exists (select 1
                           from alert_silence
                           where rule_id = :ruleId
                             and ended_at is null
                             and until_at > :now)
            """)
        .param("ruleId", ruleId)
        .param("now", now.atOffset(ZoneOffset.UTC))
        .query(Boolean.class)
        .single();
  }

  /** Since when silences of the rule have covered every moment up to that one, and it as well. */
  Optional<Instant> standingSince(String ruleId, Instant at) {
    return jdbc.sql(
            """
            select lower(stretch) as since
            from (select unnest(range_agg(tstzrange(begun_at,
                                                    greatest(begun_at, coalesce(ended_at, until_at)),
                                                    '[]'))) as stretch
                  from alert_silence
                  where rule_id = :ruleId
                    and begun_at <= :at) stretches
            where stretch @> :at::timestamptz
            limit 1
            """)
        .param("ruleId", ruleId)
        .param("at", at.atOffset(ZoneOffset.UTC))
        .query((row, _) -> row.getObject("since", OffsetDateTime.class).toInstant())
        .optional();
  }

  /** Nothing where it has ended already, or there is none. */
  Optional<Silence> end(SilenceId id, Actor actor, Instant at) {
    return jdbc.sql(
            """
            update alert_silence
            set ended_at = :at,
                ended_by = :actor
            where id = :id
              and ended_at is null
            returning id, rule_id, begun_by, reason, begun_at, until_at
            """)
        .param("id", id.number())
        .param("actor", actor.toString())
        .param("at", at.atOffset(ZoneOffset.UTC))
        .query((row, _) -> silence(row))
        .optional();
  }

  List<Silence> expire(Instant now) {
    return jdbc.sql(
            """
            update alert_silence
            set ended_at = :now,
                ended_by = :system
            where ended_at is null
              and until_at <= :now
            returning id, rule_id, begun_by, reason, begun_at, until_at
            """)
        .param("now", now.atOffset(ZoneOffset.UTC))
        .param("system", Actor.SYSTEM.toString())
        .query((row, _) -> silence(row))
        .list();
  }

  /**
   * Cuts what is silenced for longer although it fires with P0, counted from when silences began to
   * cover every moment; what begins after that is cut to nothing.
   */
  List<Cut> cut(Duration longest, Instant now) {
    return jdbc.sql(
            """
            update alert_silence s
            set until_at = p.until_at
            from (select p.id, f.id as firing_id,
                         greatest(covered.since + make_interval(secs => :seconds),
                                  p.begun_at + interval '1 microsecond') as until_at
                  from alert_silence p
                       join alert_firing f on f.rule_id = p.rule_id
                       cross join lateral (
                         select lower(stretch) as since
                         from (select unnest(range_agg(tstzrange(begun_at,
                                                                 greatest(begun_at,
                                                                          coalesce(ended_at,
                                                                                   until_at)),
                                                                 '[]'))) as stretch
                               from alert_silence
                               where rule_id = p.rule_id
                                 and begun_at <= :now) stretches
                         where stretch @> :now::timestamptz
                         limit 1) covered
                  where p.ended_at is null
                    and f.resolved_at is null
                    and f.severity = 'P0') p
            where s.id = p.id
              and s.until_at > p.until_at
            returning s.id, s.rule_id, s.begun_by, s.reason, s.begun_at, s.until_at, p.firing_id
            """)
        .param("seconds", longest.toSeconds())
        .param("now", now.atOffset(ZoneOffset.UTC))
        .query((row, _) -> new Cut(silence(row), new FiringId(row.getLong("firing_id"))))
        .list();
  }

  private static Silence silence(ResultSet row) throws SQLException {
    return new Silence(
        new SilenceId(row.getLong("id")),
        row.getString("rule_id"),
        Actor.parse(row.getString("begun_by")),
        row.getString("reason"),
        row.getObject("begun_at", OffsetDateTime.class).toInstant(),
        row.getObject("until_at", OffsetDateTime.class).toInstant());
  }
}
