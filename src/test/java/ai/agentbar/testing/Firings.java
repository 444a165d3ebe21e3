package ai.agentbar.testing;

import ai.agentbar.event.EventLog;
import ai.agentbar.kernel.Rupiah;
import ai.agentbar.watch.alert.AlertEvent;
import ai.agentbar.watch.alert.FiringId;
import ai.agentbar.watch.alert.MoneyAtRisk;
import ai.agentbar.watch.playbook.Severity;
import ai.agentbar.watch.playbook.Wording;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Alerts that fire and end by a word of the test, in the form in which the watch tells it, so that
 * a page of an alert does not depend on what makes a rule fire.
 */
public final class Firings {

  private static final AtomicInteger DAYS = new AtomicInteger(8_000);
  private static final MoneyAtRisk AT_RISK = new MoneyAtRisk(2, new Rupiah(198_000));

  private final EventLog log;
  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final MovableClock clock;
  private final CommerceEvents commerce;

  /** The program imports {@link CommerceEvents}. */
  public Firings(ApplicationContext program) {
    log = program.getBean(EventLog.class);
    jdbc = program.getBean(JdbcClient.class);
    transaction = program.getBean(TransactionTemplate.class);
    clock = program.getBean(MovableClock.class);
    commerce = program.getBean(CommerceEvents.class);
  }

  /** A new day on which nothing has ever fired. */
  public void begin() {
    forget();
    clock.set(RoomTest.START.plus(Duration.ofDays(DAYS.addAndGet(10))));
    commerce.settle();
    forget();
  }

  /** Leaves nothing that fires to the tests that share this database. */
  public void forget() {
    List.of(
            "incident_escalation",
            "incident_entry",
            "incident_step",
            "incident_post_mortem",
            "incident_firing",
            "incident",
            "alert_delivery",
            "alert_probe_result",
            "alert_silence",
            "alert_firing")
        .forEach(table -> jdbc.sql("delete from " + table).update());
    jdbc.sql(
            """
            update alert
            set state = 'OK', since = null, held_at = null, frozen_limit = null,
                no_data_since = null
            """)
        .update();
  }

  public FiringId fire(String rule, Severity severity) {
    FiringId id = Objects.requireNonNull(transaction.execute(_ -> begun(rule, severity)));
    commerce.settle();
    return id;
  }

  public void end(FiringId id, String rule) {
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

  private FiringId begun(String rule, Severity severity) {
    FiringId id =
        new FiringId(
            jdbc.sql(
                    """
                    insert into alert_firing (rule_id, severity, since, fired_at, value,
                                              limit_value, reason_id, reason_en, orders_at_risk,
                                              rupiah_at_risk)
                    values (:rule, :severity, :now, :now, 900, 600, 'sunyi', 'it is silent', 2,
                            198000)
                    returning id
                    """)
                .param("rule", rule)
                .param("severity", severity.name())
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .single());
    log.append(new AlertEvent.Fired(id, rule, severity, 900, 600, AT_RISK, "it is silent"));
    return id;
  }
}
