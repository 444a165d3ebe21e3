package ai.agentbar.watch.delivery;

import ai.agentbar.event.EventLog;
import ai.agentbar.kernel.Rupiah;
import ai.agentbar.testing.MovableClock;
import ai.agentbar.watch.alert.AlertEvent;
import ai.agentbar.watch.alert.FiringId;
import ai.agentbar.watch.alert.MoneyAtRisk;
import ai.agentbar.watch.playbook.Severity;
import ai.agentbar.watch.playbook.Wording;
import java.sql.Types;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Alerts that fire and end as a test wants, without anybody who judges. */
@TestComponent
class DeliveryRoom {

  private final JdbcClient jdbc;
  private final EventLog events;
  private final TransactionTemplate transaction;
  private final MovableClock clock;
  private final Upkeep upkeep;
  private final List<DeliveryWork> works;
  private long lastEvent;

  DeliveryRoom(
      JdbcClient jdbc,
      EventLog events,
      TransactionTemplate transaction,
      MovableClock clock,
      Upkeep upkeep,
      List<DeliveryWork> works) {
    this.jdbc = jdbc;
    this.events = events;
    this.transaction = transaction;
    this.clock = clock;
    this.upkeep = upkeep;
    this.works = works;
  }

  /** Nothing has ever been told. */
  void empty() {
    List.of("alert_delivery", "alert_lane", "alert_probe_result", "alert_firing", "alert_silence")
        .forEach(table -> jdbc.sql("delete from " + table).update());
    lastEvent = jdbc.sql("select coalesce(max(id), 0) from event").query(Long.class).single();
  }

  FiringId fires(String rule, Severity severity) {
    return inOne(() -> fire(rule, severity));
  }

  FiringId inOne(Supplier<FiringId> firing) {
    return transaction.execute(_ -> firing.get());
  }

  /** In the caller's transaction. */
  FiringId fire(String rule, Severity severity) {
    MoneyAtRisk atRisk = new MoneyAtRisk(14, new Rupiah(3_400_000));
    FiringId id =
        new FiringId(
            jdbc.sql(
                    """
                    insert into alert_firing (rule_id, severity, since, fired_at, value, limit_value,
                                              reason_id, reason_en, orders_at_risk, rupiah_at_risk)
                    values (:rule, :severity, :at, :at, 7, 0, 'tumbuh 7', 'grew by 7', 14, 3400000)
                    returning id
                    """)
                .param("rule", rule)
                .param("severity", severity.name())
                .param("at", now())
                .query(Long.class)
                .single());
    events.append(new AlertEvent.Fired(id, rule, severity, 7, 0, atRisk, "grew by 7"));
    return id;
  }

  /** No incident that an earlier test left takes in what fires now. */
  void forgetIncidents() {
    List.of(
            "incident_escalation",
            "incident_entry",
            "incident_step",
            "incident_post_mortem",
            "incident_firing",
            "incident")
        .forEach(table -> jdbc.sql("delete from " + table).update());
  }

  void ends(FiringId id, String rule) {
    transaction.executeWithoutResult(
        _ -> {
          jdbc.sql("update alert_firing set resolved_at = :at where id = :id")
              .param("at", now())
              .param("id", id.number())
              .update();
          events.append(
              new AlertEvent.Resolved(id, rule, 0, 0, new Wording("tenang lagi", "calm again")));
        });
  }

  /** With the numbers of the moment, as a judgement writes them. */
  void becomesWorse(FiringId id, String rule, Severity severity) {
    transaction.executeWithoutResult(
        _ -> {
          jdbc.sql("update alert_firing set severity = :severity where id = :id")
              .param("severity", severity.name())
              .param("id", id.number())
              .update();
          isJudged(id, 70);
          events.append(new AlertEvent.SeverityRaised(id, rule, severity, 70, "grew by 70"));
        });
  }

  /** What it came to by now; what made it fire stays. */
  void isJudged(FiringId id, long value) {
    jdbc.sql(
            """
            update alert_firing
            set latest_value = :value,
                latest_limit = 0,
                latest_reason_id = 'tumbuh ' || :value,
                latest_reason_en = 'grew by ' || :value,
                latest_orders_at_risk = :value,
                latest_rupiah_at_risk = 100000 * :value
            where id = :id
            """)
        .param("value", value)
        .param("id", id.number())
        .update();
  }

  /** Its numbers are missing since now, or are there. */
  void isBlind(String rule, boolean blind) {
    jdbc.sql(
            """
            insert into alert (rule_id, no_data_since)
            values (:rule, :since)
            on conflict (rule_id) do update
            set no_data_since = excluded.no_data_since
            """)
        .param("rule", rule)
        .param("since", blind ? now() : null, Types.TIMESTAMP_WITH_TIMEZONE)
        .update();
  }

  void staysWhenItsSilenceEnds(FiringId id, String rule, Severity severity) {
    transaction.executeWithoutResult(
        _ -> events.append(new AlertEvent.StillFiring(id, rule, severity, clock.instant())));
  }

  /** Whoever was told that it fires has been told so again in that many rounds. */
  void wasRepeated(FiringId id, int rounds) {
    jdbc.sql(
            """
            insert into alert_delivery (firing_id, rule_id, fired_at, occasion, round, note_id,
                                        note_en, team, channel, contact, lane, state, created_at,
                                        sent_at, attempts)
            select d.firing_id, d.rule_id, d.fired_at, 'REPEATED', r.round, '', '', d.team, d.channel,
                   d.contact, d.lane, 'SENT', :at, :at, 1
            from generate_series(1, :rounds) as r (round)
                 cross join alert_delivery d
            where d.firing_id = :id
              and d.occasion = 'FIRING'
            order by r.round
            """)
        .param("at", now())
        .param("rounds", rounds)
        .param("id", id.number())
        .update();
  }

  /** What has fired is of a rule that the playbook does not hold any more. */
  void takeOutOfThePlaybook(String rule, String goneRule) {
    List.of("alert_firing", "alert_delivery")
        .forEach(
            table ->
                jdbc.sql("update %s set rule_id = :gone where rule_id = :rule".formatted(table))
                    .param("gone", goneRule)
                    .param("rule", rule)
                    .update());
  }

  void stands(String rule, String from, String to) {
    transaction.executeWithoutResult(
        _ -> events.append(new AlertEvent.Changed(rule, from, to, 0, 0, "numbers")));
  }

  void after(Duration step) {
    clock.move(step);
    settle();
  }

  void settle() {
    int moved;
    do {
      moved = upkeep.step() + works.stream().mapToInt(DeliveryWork::step).sum();
    } while (moved > 0);
  }

  /** Names of the events since the room was emptied, oldest first. */
  List<String> told() {
    return jdbc.sql("select event from event where id > :last order by id limit 10000")
        .param("last", lastEvent)
        .query((row, _) -> row.getString("event"))
        .list();
  }

  /**
   * How many deliveries wait by what the events say: put on their way, and not told to have ended.
   */
  long toldToWait() {
    return jdbc.sql(
            """
            select coalesce(sum(case when event in ('ALERT_DELIVERY_CREATED', 'ALERT_REPEATED',
                                                    'ALERT_ESCALATED', 'ALERT_FALLBACK')
                                     then (fields ->> 'deliveries')::bigint
                                     when event in ('ALERT_SENT', 'ALERT_DELIVERY_FAILED',
                                                    'ALERT_DELIVERY_CANCELLED')
                                     then -1
                                     else 0 end), 0)
            from event
            where id > :last
            """)
        .param("last", lastEvent)
        .query(Long.class)
        .single();
  }

  String everythingStored() {
    return jdbc.sql(
            """
            select coalesce(string_agg(line, ' '), '')
            from (select e::text as line from event e where id > :last
                  union all
                  select d::text from alert_delivery d
                  union all
                  select l::text from alert_lane l) everything
            """)
        .param("last", lastEvent)
        .query(String.class)
        .single();
  }

  /** How many deliveries are neither sent nor given up. */
  long waiting() {
    return jdbc.sql("select count(*) from alert_delivery where due_at is not null")
        .query(Long.class)
        .single();
  }

  FiringId first() {
    return new FiringId(jdbc.sql("select min(id) from alert_firing").query(Long.class).single());
  }

  private OffsetDateTime now() {
    return clock.instant().atOffset(ZoneOffset.UTC);
  }
}
