package ai.agentbar.watch.alert;

import ai.agentbar.watch.playbook.Severity;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table {@code alert_firing}: what happens to firings. */
@Repository
class FiringTable {

  /** What is known of a firing when it begins. */
  record Beginning(
      String ruleId, Severity severity, Instant since, Judgement judgement, MoneyAtRisk atRisk) {}

  /** What is known of a firing that goes on. */
  record Latest(String ruleId, Judgement judgement, MoneyAtRisk atRisk) {}

  static final int OPEN_MAX = 1_000;

  private final JdbcClient jdbc;

  FiringTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  FiringId begin(Beginning beginning, Instant at) {
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
            .params(numbers(beginning.judgement(), beginning.atRisk()))
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
   * Keeps what the rules' firings came to by now, where they go on and it is not what they came to
   * before. Whoever holds a row is not waited for: it is judged again in a moment.
   */
  void judged(List<Latest> latest) {
    jdbc.sql(
            """
            with moved as (
              select f.id, n.value, n.limit_value, n.reason_id, n.reason_en, n.orders, n.rupiah
              from unnest(:ruleIds::text[], :values::bigint[], :limits::bigint[],
                          :reasonIds::text[], :reasonEns::text[], :orders::bigint[],
                          :rupiahs::bigint[])
                     as n (rule_id, value, limit_value, reason_id, reason_en, orders, rupiah)
                   join alert_firing f on f.rule_id = n.rule_id
                                          and f.resolved_at is null
              where (f.latest_value, f.latest_limit, f.latest_reason_id, f.latest_reason_en,
                     f.latest_orders_at_risk, f.latest_rupiah_at_risk)
                    is distinct from
                    (n.value, n.limit_value, n.reason_id, n.reason_en, n.orders, n.rupiah)
              order by f.id
              limit :limit
              for update of f skip locked
            )
            update alert_firing f
            set latest_value = m.value,
                latest_limit = m.limit_value,
                latest_reason_id = m.reason_id,
                latest_reason_en = m.reason_en,
                latest_orders_at_risk = m.orders,
                latest_rupiah_at_risk = m.rupiah
            from moved m
            where f.id = m.id
            """)
        .param("ruleIds", all(latest, Latest::ruleId, String[]::new))
        .param("values", all(latest, it -> it.judgement().value(), Long[]::new))
        .param("limits", all(latest, it -> it.judgement().limit(), Long[]::new))
        .param("reasonIds", all(latest, it -> it.judgement().reason().indonesian(), String[]::new))
        .param("reasonEns", all(latest, it -> it.judgement().reason().english(), String[]::new))
        .param("orders", all(latest, it -> it.atRisk().orders(), Long[]::new))
        .param("rupiahs", all(latest, it -> it.atRisk().amount().amount(), Long[]::new))
        .param("limit", OPEN_MAX)
        .update();
  }

  private static <T> T[] all(
      List<Latest> latest, Function<Latest, T> part, IntFunction<T[]> array) {
    return latest.stream().map(part).toArray(array);
  }

  /**
   * Makes the rule's firing worse; nothing where none goes on or it is as bad already. Who took it
   * on took on less: it is told again until somebody takes this on.
   */
  Optional<FiringId> raise(
      String ruleId, Severity severity, Judgement judgement, MoneyAtRisk atRisk) {
    return jdbc.sql(
            """
            update alert_firing
            set severity = :severity,
                acknowledged_at = null,
                acknowledged_by = null,
                acknowledgement = '',
                latest_value = :value,
                latest_limit = :limit,
                latest_reason_id = :reasonId,
                latest_reason_en = :reasonEn,
                latest_orders_at_risk = :orders,
                latest_rupiah_at_risk = :rupiah
            where rule_id = :ruleId
              and resolved_at is null
              and severity > :severity
            returning id
            """)
        .param("ruleId", ruleId)
        .param("severity", severity.name())
        .params(numbers(judgement, atRisk))
        .query(Long.class)
        .optional()
        .map(FiringId::new);
  }

  private static Map<String, ?> numbers(Judgement judgement, MoneyAtRisk atRisk) {
    return Map.of(
        "value", judgement.value(),
        "limit", judgement.limit(),
        "reasonId", judgement.reason().indonesian(),
        "reasonEn", judgement.reason().english(),
        "orders", atRisk.orders(),
        "rupiah", atRisk.amount().amount());
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
}
