package ai.agentbar.watch.alert;

import ai.agentbar.kernel.Actor;
import ai.agentbar.kernel.Rupiah;
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

/** The table {@code alert_firing}: what is known of firings. */
@Repository
class FiringReadTable {

  private static final int BEGUN_MAX = 1_000;

  private static final String COLUMNS =
      """
      id, rule_id, severity, since, fired_at, resolved_at, acknowledged_at, acknowledged_by,
      acknowledgement, value, limit_value, reason_id, reason_en, orders_at_risk, rupiah_at_risk,
      coalesce(latest_value, value) as latest_value,
      coalesce(latest_limit, limit_value) as latest_limit,
      coalesce(latest_reason_id, reason_id) as latest_reason_id,
      coalesce(latest_reason_en, reason_en) as latest_reason_en,
      coalesce(latest_orders_at_risk, orders_at_risk) as latest_orders_at_risk,
      coalesce(latest_rupiah_at_risk, rupiah_at_risk) as latest_rupiah_at_risk,
      (select a.no_data_since
       from alert a
       where a.rule_id = f.rule_id
         and f.resolved_at is null) as blind_since
      """;

  private final JdbcClient jdbc;

  FiringReadTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  Optional<Firing> find(FiringId id) {
    return jdbc.sql(
            """
            select %s
            from alert_firing f
            where id = :id
            limit 1
            """
                .formatted(COLUMNS))
        .param("id", id.number())
        .query((row, _) -> firing(row))
        .optional();
  }

  /** What fires now, oldest first. */
  List<Firing> open() {
    return jdbc.sql(
            """
            select %s
            from alert_firing f
            where resolved_at is null
            order by id
            limit :limit
            """
                .formatted(COLUMNS))
        .param("limit", FiringTable.OPEN_MAX)
        .query((row, _) -> firing(row))
        .list();
  }

  /** The firing of a rule that goes on. */
  Optional<Firing> openOf(String ruleId) {
    return jdbc.sql(
            """
            select %s
            from alert_firing f
            where rule_id = :ruleId
              and resolved_at is null
            limit 1
            """
                .formatted(COLUMNS))
        .param("ruleId", ruleId)
        .query((row, _) -> firing(row))
        .optional();
  }

  /** What began to fire in {@code [from, to)}, newest first. */
  List<Firing> begun(Instant from, Instant to) {
    return jdbc.sql(
            """
            select %s
            from alert_firing f
            where fired_at >= :from
              and fired_at < :to
            order by fired_at desc, id desc
            limit :limit
            """
                .formatted(COLUMNS))
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
            select %s
            from alert_firing f
            where rule_id = :ruleId
              and fired_at >= :from
              and fired_at < :to
            order by fired_at desc, id desc
            limit :limit
            """
                .formatted(COLUMNS))
        .param("ruleId", ruleId)
        .param("from", from.atOffset(ZoneOffset.UTC))
        .param("to", to.atOffset(ZoneOffset.UTC))
        .param("limit", BEGUN_MAX)
        .query((row, _) -> firing(row))
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
        new MoneyAtRisk(row.getLong("orders_at_risk"), new Rupiah(row.getLong("rupiah_at_risk"))),
        latest(row));
  }

  private static Firing.Numbers latest(ResultSet row) throws SQLException {
    return new Firing.Numbers(
        row.getLong("latest_value"),
        row.getLong("latest_limit"),
        new Wording(row.getString("latest_reason_id"), row.getString("latest_reason_en")),
        new MoneyAtRisk(
            row.getLong("latest_orders_at_risk"), new Rupiah(row.getLong("latest_rupiah_at_risk"))),
        moment(row, "blind_since"));
  }

  private static Optional<Instant> moment(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getObject(column, OffsetDateTime.class))
        .map(OffsetDateTime::toInstant);
  }
}
