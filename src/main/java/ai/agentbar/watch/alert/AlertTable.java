package ai.agentbar.watch.alert;

import ai.agentbar.watch.alert.AlertState.Firing;
import ai.agentbar.watch.alert.AlertState.Known;
import ai.agentbar.watch.alert.AlertState.NoData;
import ai.agentbar.watch.alert.AlertState.Ok;
import ai.agentbar.watch.alert.AlertState.Pending;
import ai.agentbar.watch.playbook.Wording;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table {@code alert}. */
@Repository
class AlertTable {

  /** A rule's state as it is stored, with the judgement that led to it. */
  record Row(String ruleId, Judgement judgement) {

    AlertState state() {
      return judgement.next();
    }
  }

  private static final int RULES_MAX = 1_000;

  private final JdbcClient jdbc;

  AlertTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Gives every rule a row; a new one begins as OK. */
  void ensure(List<String> ruleIds) {
    jdbc.sql(
            """
            insert into alert (rule_id)
            select unnest(:ruleIds::text[])
            on conflict do nothing
            """)
        .param("ruleIds", ruleIds.toArray(String[]::new))
        .update();
  }

  /** Locks the rules' rows, leaving out those another node is judging. */
  List<Row> lock(List<String> ruleIds) {
    return jdbc.sql(
            """
            select rule_id, state, since, held_at, frozen_limit, no_data_since, value, limit_value,
                   reason_id, reason_en
            from alert
            where rule_id = any (:ruleIds::text[])
            order by rule_id
            limit :limit
            for update skip locked
            """)
        .param("ruleIds", ruleIds.toArray(String[]::new))
        .param("limit", RULES_MAX)
        .query((row, _) -> row(row))
        .list();
  }

  List<Row> all() {
    return jdbc.sql(
            """
            select rule_id, state, since, held_at, frozen_limit, no_data_since, value, limit_value,
                   reason_id, reason_en
            from alert
            order by rule_id
            limit :limit
            """)
        .param("limit", RULES_MAX)
        .query((row, _) -> row(row))
        .list();
  }

  /** Notes that the playbook of a node has these rules. */
  void keep(List<String> ruleIds, Instant at) {
    jdbc.sql(
            """
            update alert
            set in_playbook_at = :at
            where rule_id = any (:ruleIds::text[])
            """)
        .param("ruleIds", ruleIds.toArray(String[]::new))
        .param("at", at.atOffset(ZoneOffset.UTC))
        .update();
  }

  /**
   * Rules of which the playbook says nothing, which no node has kept since, and whose last state is
   * not OK.
   */
  List<String> lockLeft(List<String> ruleIds, Instant keptSince) {
    return jdbc.sql(
            """
            select rule_id
            from alert
            where rule_id <> all (:ruleIds::text[])
              and (state <> 'OK' or no_data_since is not null)
              and (in_playbook_at is null or in_playbook_at < :keptSince)
            order by rule_id
            limit :limit
            for update
            """)
        .param("ruleIds", ruleIds.toArray(String[]::new))
        .param("keptSince", keptSince.atOffset(ZoneOffset.UTC))
        .param("limit", RULES_MAX)
        .query((row, _) -> row.getString("rule_id"))
        .list();
  }

  void save(String ruleId, Judgement judgement) {
    Known known = judgement.next().known();
    int rows =
        jdbc.sql(
                """
                update alert
                set state = :state,
                    since = :since,
                    held_at = :heldAt,
                    frozen_limit = :frozenLimit,
                    no_data_since = :noDataSince,
                    value = :value,
                    limit_value = :limit,
                    reason_id = :reasonId,
                    reason_en = :reasonEn
                where rule_id = :ruleId
                """)
            .param("ruleId", ruleId)
            .param("state", known.label())
            .param("since", time(sinceOf(known)), Types.TIMESTAMP_WITH_TIMEZONE)
            .param(
                "heldAt",
                time(known instanceof Firing firing ? firing.heldAt() : null),
                Types.TIMESTAMP_WITH_TIMEZONE)
            .param("frozenLimit", limitOf(known), Types.BIGINT)
            .param(
                "noDataSince",
                time(judgement.next() instanceof NoData noData ? noData.since() : null),
                Types.TIMESTAMP_WITH_TIMEZONE)
            .param("value", judgement.value())
            .param("limit", judgement.limit())
            .param("reasonId", judgement.reason().indonesian())
            .param("reasonEn", judgement.reason().english())
            .update();
    if (rows != 1) {
      throw new IllegalStateException("the alert " + ruleId + " has no row");
    }
  }

  private static @Nullable Instant sinceOf(Known known) {
    return switch (known) {
      case Ok() -> null;
      case Pending pending -> pending.since();
      case Firing firing -> firing.since();
    };
  }

  private static @Nullable Long limitOf(Known known) {
    return switch (known) {
      case Ok() -> null;
      case Pending pending -> pending.limit();
      case Firing firing -> firing.limit();
    };
  }

  private static Row row(ResultSet row) throws SQLException {
    OffsetDateTime noDataSince = row.getObject("no_data_since", OffsetDateTime.class);
    Known known = known(row);
    return new Row(
        row.getString("rule_id"),
        new Judgement(
            noDataSince == null ? known : new NoData(noDataSince.toInstant(), known),
            row.getLong("value"),
            row.getLong("limit_value"),
            new Wording(row.getString("reason_id"), row.getString("reason_en"))));
  }

  private static Known known(ResultSet row) throws SQLException {
    String state = row.getString("state");
    return switch (state) {
      case "OK" -> new Ok();
      case "PENDING" -> new Pending(instant(row, "since"), row.getLong("frozen_limit"));
      case "FIRING" ->
          new Firing(instant(row, "since"), instant(row, "held_at"), row.getLong("frozen_limit"));
      default -> throw new IllegalStateException("not a state of an alert: " + state);
    };
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  private static @Nullable OffsetDateTime time(@Nullable Instant moment) {
    return moment == null ? null : moment.atOffset(ZoneOffset.UTC);
  }
}
