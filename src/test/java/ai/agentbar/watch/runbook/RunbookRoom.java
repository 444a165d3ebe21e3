package ai.agentbar.watch.runbook;

import ai.agentbar.event.EventLog;
import ai.agentbar.event.StoredEvent;
import ai.agentbar.event.Subscriptions;
import ai.agentbar.job.WorkLoops;
import ai.agentbar.kernel.Actor;
import ai.agentbar.kernel.Email;
import ai.agentbar.kernel.OrderId;
import ai.agentbar.kernel.Phone;
import ai.agentbar.kernel.Rupiah;
import ai.agentbar.order.Buyer;
import ai.agentbar.order.Catalogue;
import ai.agentbar.order.OrderStatus;
import ai.agentbar.order.Orders;
import ai.agentbar.order.Placement;
import ai.agentbar.payment.GatewayTruth;
import ai.agentbar.payment.PaymentPages;
import ai.agentbar.testing.CommerceEvents;
import ai.agentbar.testing.MovableClock;
import ai.agentbar.testing.RoomTest;
import ai.agentbar.watch.alert.Alert;
import ai.agentbar.watch.alert.Alerts;
import ai.agentbar.watch.alert.Firing;
import ai.agentbar.watch.metric.MetricWindows;
import ai.agentbar.watch.playbook.ActionName;
import ai.agentbar.watch.playbook.Playbooks;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.support.TransactionTemplate;

/** The whole program, a model of Midtrans, and a clock to move; nothing happened before. */
@RoomTest
@Import({CommerceEvents.class, RunbookRoom.Truth.class})
@TestPropertySource(properties = "agentbar.notification.mail-from=Buat Film <halo@example.com>")
abstract class RunbookRoom {

  private static final AtomicInteger DAY = new AtomicInteger();

  @TestConfiguration(proxyBeanMethods = false)
  static class Truth {
    @Bean
    @Primary
    GatewayTruth truth() {
      return new GatewayTruth(new Rupiah(99_000));
    }
  }

  @Autowired GatewayTruth truth;
  @Autowired Runbook runbook;
  @Autowired Runs runs;
  @Autowired RunTable table;
  @Autowired DiagnosisTable diagnoses;
  @Autowired Alerts alerts;
  @Autowired Playbooks playbooks;
  @Autowired MetricWindows metrics;
  @Autowired Orders orders;
  @Autowired PaymentPages pages;
  @Autowired Catalogue catalogue;
  @Autowired CommerceEvents commerce;
  @Autowired Subscriptions subscriptions;
  @Autowired EventLog events;
  @Autowired WorkLoops work;
  @Autowired MovableClock clock;
  @Autowired JdbcClient jdbc;
  @Autowired TransactionTemplate transaction;

  /** The next morning at ten, and nothing is open. */
  @BeforeEach
  void everythingIsQuiet() {
    clock.set(RoomTest.START.plus(Duration.ofDays(DAY.incrementAndGet())));
    commerce.settle();
    List.of(
            "metric_bucket",
            "metric_total",
            "metric_order",
            "alert_delivery",
            "runbook_diagnosis",
            "runbook_run",
            "alert_probe_result",
            "alert_firing",
            "alert",
            "notification_outbox",
            "notification_reminder",
            "payment_inbox_rejected",
            "payment_inbox",
            "job_heartbeat")
        .forEach(name -> jdbc.sql("delete from " + name).update());
    jdbc.sql("update notification_reminder_pause set paused_at = null").update();
    jdbc.sql(
            """
            update payment_reconciliation
            set due_at = null, planned_at = null, quick_at = null, ending = false,
                ended_at = coalesce(ended_at, opened_at)
            """)
        .update();
    alerts
        .all()
        .forEach(
            it ->
                jdbc.sql("insert into alert (rule_id) values (:id) on conflict do nothing")
                    .param("id", it.rule().id())
                    .update());
    told();
  }

  OrderId open() {
    Buyer buyer = new Buyer("Siti", new Email("siti@example.com"), new Phone("081234567890"));
    OrderId id =
        ((Placement.Placed) orders.place(catalogue.find("film-basic").orElseThrow(), buyer, null))
            .order()
            .id();
    pages.open(id);
    return id;
  }

  OrderStatus statusOf(OrderId id) {
    return orders.find(id).orElseThrow().status();
  }

  Firing firing(String rule) {
    return alerts.all().stream()
        .filter(it -> it.rule().id().equals(rule))
        .findFirst()
        .flatMap(Alert::firing)
        .orElseThrow();
  }

  static ActionRequest wish(ActionName action) {
    return new ActionRequest(
        action, Optional.empty(), Actor.person("ayu"), "a buyer asks for the money");
  }

  /** Runs it to its end. */
  ActionRun done(ActionName action) {
    RunId id = ((Asked.Started) runbook.run(wish(action))).run();
    work.settle();
    return runbook.find(id).orElseThrow();
  }

  /** What was told since the last call. */
  List<StoredEvent> told() {
    commerce.settle();
    List<StoredEvent> told = new ArrayList<>();
    while (subscriptions.advance("runbook-test", 1_000, told::addAll) > 0) {
      // The next thousand.
    }
    return told;
  }
}
