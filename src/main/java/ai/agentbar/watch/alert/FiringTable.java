package ai.agentbar.watch.alert;

import ai.agentbar.kernel.Actor;
import ai.agentbar.kernel.Rupiah;
import ai.agentbar.watch.alert.ProbeResult.Verdict;
import ai.agentbar.watch.playbook.ProbeName;
import ai.agentbar.watch.playbook.Severity;
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

/** The tables {@code alert_firing} and {@code alert_probe_result}. */
@Repository
class FiringTable {

  /** What is known of a firing when it begins. */
  record Beginning(
      String ruleId, Severity severity, Instant since, Judgement judgement, MoneyAtRisk atRisk) {}

  private static final int OPEN_MAX = 1_000;
  private static final int BEGUN_MAX = 1_000;

  private final JdbcClient jdbc;

  FiringTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  FiringId begin(Beginning beginning, Instant at) {
    Judgement judgement = beginning.judgement();
    long id =
        jdbc.sql(
                """
                insert into alert_firing (rule_id, severity, since, fired_at, value, limit_value,
                                          reason_id, reason_en, orders_at_risk, rupiah_at_risk)
                values (:ruleId, :severity, :since, :at, :value, :limit, :reasonId, :reasonEn,
                        :orders, :rupiah)
                returning id
                """)
            .param("ruleId", beginning.ruleId())
            .param("severity", beginning.severity().name())
            .param("since", beginning.since().atOffset(ZoneOffset.UTC))
            .param("at", at.atOffset(ZoneOffset.UTC))
            .param("value", judgement.value())
            .param("limit", judgement.limit())
            .param("reasonId", judgement.reason().indonesian())
            .param("reasonEn", judgement.reason().english())
            .param("orders", beginning.atRisk().orders())
            .param("rupiah", beginning.atRisk().amount().amount())
            .query(Long.class)
            .single();
    return new FiringId(id);
  }

  /** Ends the rule's firing, if one goes on. */
  Optional<FiringId> end(String ruleId, Instant at) {
    return jdbc.sql(
            """
            update alert_firing
            set resolved_at = :at
            where rule_id = :ruleId
              and resolved_at is null
            returning id
            """)
        .param("ruleId", ruleId)
        .param("at", at.atOffset(ZoneOffset.UTC))
        .query(Long.class)
        .optional()
        .map(FiringId::new);
  }

  /**
   * Makes the rule's firing worse; nothing where none goes on or it is as bad already. Who took it
   * on took on less: it is told again until somebody takes this on.
   */
  Optional<FiringId> raise(String ruleId, Severity severity) {
    return jdbc.sql(
            """
            update alert_firing
            set severity = :severity,
                acknowledged_at = null,
                acknowledged_by = null,
                acknowledgement = ''
            where rule_id = :ruleId
              and resolved_at is null
              and severity > :severity
            returning id
            """)
        .param("ruleId", ruleId)
        .param("severity", severity.name())
        .query(Long.class)
        .optional()
        .map(FiringId::new);
  }

  /** False where somebody did so before, or it is over. */
  boolean acknowledge(FiringId id, Acknowledgement acknowledgement) {
    return jdbc.sql(
                """
                update alert_firing
                set acknowledged_at = :at,
                    acknowledged_by = :by,
                    acknowledgement = :note
                where id = :id
                  and acknowledged_at is null
                  and resolved_at is null
                """)
            .param("id", id.number())
            .param("at", acknowledgement.at().atOffset(ZoneOffset.UTC))
            .param("by", acknowledgement.actor().toString())
            .param("note", acknowledgement.note())
            .update()
        == 1;
  }

  Optional<Firing> find(FiringId id) {
    return jdbc.sql(
            """
            select id, rule_id, severity, since, fired_at, resolved_at, acknowledged_at,
                   acknowledged_by, acknowledgement, value, limit_value, reason_id, reason_en,
                   orders_at_risk, rupiah_at_risk
            from alert_firing
            where id = :id
            limit 1
            """)
        .param("id", id.number())
        .query((row, _) -> firing(row))
        .optional();
  }

  /** What fires now, oldest first. */
  List<Firing> open() {
    return jdbc.sql(
            """
            select id, rule_id, severity, since, fired_at, resolved_at, acknowledged_at,
                   acknowledged_by, acknowledgement, value, limit_value, reason_id, reason_en,
                   orders_at_risk, rupiah_at_risk
            from alert_firing
            where resolved_at is null
            order by id
            limit :limit
            """)
        .param("limit", OPEN_MAX)
        .query((row, _) -> firing(row))
        .list();
  }

  /** The firing of a rule that goes on. */
  Optional<Firing> openOf(String ruleId) {
    return jdbc.sql(
            """
            select id, rule_id, severity, since, fired_at, resolved_at, acknowledged_at,
                   acknowledged_by, acknowledgement, value, limit_value, reason_id, reason_en,
                   orders_at_risk, rupiah_at_risk
            from alert_firing
            where rule_id = :ruleId
              and resolved_at is null
            limit 1
            """)
        .param("ruleId", ruleId)
        .query((row, _) -> firing(row))
        .optional();
  }

  /** What began to fire in {@code [from, to)}, newest first. */
  List<Firing> begun(Instant from, Instant to) {
    return jdbc.sql(
            """
            select id, rule_id, severity, since, fired_at, resolved_at, acknowledged_at,
                   acknowledged_by, acknowledgement, value, limit_value, reason_id, reason_en,
                   orders_at_risk, rupiah_at_risk
            from alert_firing
            where fired_at >= :from
              and fired_at < :to
            order by fired_at desc, id desc
            limit :limit
            """)
        .param("from", from.atOffset(ZoneOffset.UTC))
        .param("to", to.atOffset(ZoneOffset.UTC))
        .param("limit", BEGUN_MAX)
        .query((row, _) -> firing(row))
        .list();
  }

  /** What began to fire of one rule in {@code [from, to)}, newest first. */
  List<Firing> begunOf(String ruleId, Instant from, Instant to) {
    return jdbc.sql(
            """
            select id, rule_id, severity, since, fired_at, resolved_at, acknowledged_at,
                   acknowledged_by, acknowledgement, value, limit_value, reason_id, reason_en,
                   orders_at_risk, rupiah_at_risk
            from alert_firing
            where rule_id = :ruleId
              and fired_at >= :from
              and fired_at < :to
            order by fired_at desc, id desc
            limit :limit
            """)
        .param("ruleId", ruleId)
        .param("from", from.atOffset(ZoneOffset.UTC))
        .param("to", to.atOffset(ZoneOffset.UTC))
        .param("limit", BEGUN_MAX)
        .query((row, _) -> firing(row))
        .list();
  }

  void save(FiringId id, ProbeResult result) {
    jdbc.sql(
            """
            insert into alert_probe_result (firing_id, probe, verdict, text_id, text_en, took_ms)
            values (:id, :probe, :verdict, :textId, :textEn, :tookMs)
            on conflict (firing_id, probe) do update
            set verdict = excluded.verdict,
                text_id = excluded.text_id,
                text_en = excluded.text_en,
                took_ms = excluded.took_ms
            """)
        .param("id", id.number())
        .param("probe", result.probe().name())
        .param("verdict", result.verdict().name())
        .param("textId", result.text().indonesian())
        .param("textEn", result.text().english())
        .param("tookMs", result.tookMs())
        .update();
  }

  List<ProbeResult> results(FiringId id) {
    return jdbc.sql(
            """
            select probe, verdict, text_id, text_en, took_ms
            from alert_probe_result
            where firing_id = :id
            order by probe
            limit :limit
            """)
        .param("id", id.number())
        .param("limit", ProbeName.values().length)
        .query(
            (row, _) ->
                new ProbeResult(
                    ProbeName.valueOf(row.getString("probe")),
                    Verdict.valueOf(row.getString("verdict")),
                    new Wording(row.getString("text_id"), row.getString("text_en")),
                    row.getLong("took_ms")))
        .list();
  }

  private static Firing firing(ResultSet row) throws SQLException {
    Optional<Instant> acknowledgedAt = moment(row, "acknowledged_at");
    Optional<Acknowledgement> acknowledged =
        acknowledgedAt.isEmpty()
            ? Optional.empty()
            : Optional.of(
                new Acknowledgement(
                    Actor.parse(row.getString("acknowledged_by")),
                    row.getString("acknowledgement"),
                    acknowledgedAt.get()));
    return new Firing(
        new FiringId(row.getLong("id")),
        row.getString("rule_id"),
        Severity.valueOf(row.getString("severity")),
        moment(row, "since").orElseThrow(),
        moment(row, "fired_at").orElseThrow(),
        moment(row, "resolved_at"),
        acknowledged,
        row.getLong("value"),
        row.getLong("limit_value"),
        new Wording(row.getString("reason_id"), row.getString("reason_en")),
        new MoneyAtRisk(row.getLong("orders_at_risk"), new Rupiah(row.getLong("rupiah_at_risk"))));
  }

  private static Optional<Instant> moment(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getObject(column, OffsetDateTime.class))
        .map(OffsetDateTime::toInstant);
  }
}
