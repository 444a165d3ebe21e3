package ai.agentbar.watch.incident;

import ai.agentbar.event.EventLog;
import ai.agentbar.event.StoredEvent;
import ai.agentbar.event.Subscriptions;
import ai.agentbar.kernel.Rupiah;
import ai.agentbar.testing.CommerceEvents;
import ai.agentbar.testing.MovableClock;
import ai.agentbar.testing.RoomTest;
import ai.agentbar.watch.alert.AlertEvent;
import ai.agentbar.watch.alert.FiringId;
import ai.agentbar.watch.alert.MoneyAtRisk;
import ai.agentbar.watch.playbook.Severity;
import ai.agentbar.watch.playbook.Wording;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A time on call: alerts fire and end by a word of the test, in the form in which the room below
 * tells it, so that a test of incidents does not depend on what makes a rule fire.
 */
record Night(
    EventLog log,
    Subscriptions subscriptions,
    TransactionTemplate transaction,
    JdbcClient jdbc,
    MovableClock clock,
    CommerceEvents commerce) {

  private static final AtomicInteger DAYS = new AtomicInteger(400);
  private static final String READER = "incident-test";
  private static final MoneyAtRisk AT_RISK = new MoneyAtRisk(23, new Rupiah(2_277_000));

  /** A new day on which nothing has ever happened. */
  void begin() {
    forget();
    clock.set(RoomTest.START.plus(Duration.ofDays(DAYS.addAndGet(10))));
    commerce.settle();
    forget();
    told();
  }

  /** Leaves nothing that fires to the tests that share this database. */
  void forget() {
    List.of(
            "incident_escalation",
            "incident_entry",
            "incident_step",
            "incident_post_mortem",
            "incident_firing",
            "incident",
            "alert_delivery",
            "alert_probe_result",
            "alert_firing",
            "alert_silence",
            "checklist_item",
            "checklist",
            "metric_total",
            "metric_bucket",
            "metric_order",
            "metric_message")
        .forEach(table -> jdbc.sql("delete from " + table).update());
    jdbc.sql(
            """
            update alert
            set state = 'OK', since = null, held_at = null, frozen_limit = null,
                no_data_since = null
            """)
        .update();
  }

  /** In a transaction of its own. */
  FiringId fire(String rule, Severity severity) {
    FiringId id = Objects.requireNonNull(transaction.execute(_ -> fireHere(rule, severity)));
    commerce.settle();
    return id;
  }

  /** In the caller's transaction. */
  FiringId fireHere(String rule, Severity severity) {
    FiringId id = row(rule, severity);
    log.append(new AlertEvent.Fired(id, rule, severity, 3, 0, AT_RISK, rule + " grew by 3"));
    return id;
  }

  void end(FiringId id, String rule) {
    transaction.executeWithoutResult(
        _ -> {
          jdbc.sql("update alert_firing set resolved_at = :now where id = :id")
              .param("now", clock.instant().atOffset(ZoneOffset.UTC))
              .param("id", id.number())
              .update();
          log.append(
              new AlertEvent.Resolved(id, rule, 0, 0, new Wording("sudah baik", "it is fine")));
        });
    commerce.settle();
  }

  void pass(Duration time) {
    clock.move(time);
    commerce.settle();
  }

  /** What was told since this was asked last. */
  List<StoredEvent> told() {
    List<StoredEvent> events = new ArrayList<>();
    while (subscriptions.advance(READER, 1_000, events::addAll) > 0) {
      // Reads on until nothing is left.
    }
    return events;
  }

  List<StoredEvent> told(String name) {
    return told().stream().filter(it -> it.name().equals(name)).toList();
  }

  private FiringId row(String rule, Severity severity) {
    return new FiringId(
        jdbc.sql(
                """
                insert into alert_firing (rule_id, severity, since, fired_at, value, limit_value,
                                          reason_id, reason_en, orders_at_risk, rupiah_at_risk)
                values (:rule, :severity, :now, :now, 3, 0, 'naik', 'grew by 3', 23, 2277000)
                returning id
                """)
            .param("rule", rule)
            .param("severity", severity.name())
            .param("now", clock.instant().atOffset(ZoneOffset.UTC))
            .query(Long.class)
            .single());
  }
}
