package ai.agentbar.payment.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import ai.agentbar.event.StoredEvent;
import ai.agentbar.event.Subscriptions;
import ai.agentbar.job.RecurringJob;
import ai.agentbar.job.WorkLoops;
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
import ai.agentbar.payment.NotificationInbox;
import ai.agentbar.payment.PaymentPages;
import ai.agentbar.payment.Receipt;
import ai.agentbar.payment.Reconciliation;
import ai.agentbar.payment.TransactionStatus;
import ai.agentbar.testing.MovableClock;
import ai.agentbar.testing.Notifications;
import ai.agentbar.testing.RoomTest;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.support.TransactionTemplate;

/** The whole program, a model of Midtrans, and a clock to move: two hours to pay. */
@RoomTest
@Import(ReconciliationRoom.Truth.class)
@TestPropertySource(
    properties = {"agentbar.reconciliation.per-second=10000", "agentbar.order.pay-within=2h"})
abstract class ReconciliationRoom {

  static final Duration TO_PAY = Duration.ofHours(2);

  @TestConfiguration(proxyBeanMethods = false)
  static class Truth {
    @Bean
    @Primary
    GatewayTruth truth() {
      return new GatewayTruth(new Rupiah(99_000));
    }
  }

  @Autowired GatewayTruth truth;
  @Autowired Reconciliation reconciliation;
  @Autowired RecurringJob reconciliationJob;
  @Autowired RecurringJob expiryJob;
  @Autowired Orders orders;
  @Autowired PaymentPages pages;
  @Autowired Catalogue catalogue;
  @Autowired NotificationInbox inbox;
  @Autowired WorkLoops work;
  @Autowired Subscriptions events;
  @Autowired MovableClock clock;
  @Autowired JdbcClient jdbc;
  @Autowired TransactionTemplate transaction;

  /** What earlier tests left open is none of the next one's business. */
  @BeforeEach
  void closeWhatIsOpen() {
    jdbc.sql(
            """
            update payment_reconciliation
            set due_at = null, planned_at = null, quick_at = null, ending = false,
                ended_at = coalesce(ended_at, opened_at)
            """)
        .update();
  }

  @AfterEach
  void mend() {
    truth.setDown(false);
    truth.beforeAnswer(_ -> {});
    truth.beforeOpening(_ -> {});
    truth.closeTruly();
  }

  OrderId placeOnly() {
    Buyer buyer = new Buyer("Siti", new Email("siti@example.com"), new Phone("081234567890"));
    Placement placement = orders.place(catalogue.find("film-basic").orElseThrow(), buyer, null);
    return ((Placement.Placed) placement).order().id();
  }

  OrderId place() {
    OrderId id = placeOnly();
    pages.open(id);
    return id;
  }

  String choose(OrderId id, String method) {
    return truth.choose(id + "-1", method);
  }

  String paid(OrderId id, String method) {
    String transactionId = choose(id, method);
    truth.set(transactionId, TransactionStatus.PAID);
    return transactionId;
  }

  void notify(String gatewayOrderId, String transactionId, String method, String status) {
    String code =
        switch (status) {
          case "pending" -> "201";
          case "deny", "cancel", "expire" -> "202";
          default -> "200";
        };
    assertThat(
            inbox.receive(
                Notifications.about(gatewayOrderId, transactionId)
                    .with("payment_type", method)
                    .status(status, code)
                    .signed()))
        .isInstanceOf(Receipt.Stored.class);
  }

  /** To the moment of the last look, and a little beyond. */
  void passDeadline() {
    clock.move(TO_PAY.plus(Schedule.GRACE).plusSeconds(1));
  }

  OrderStatus statusOf(OrderId id) {
    return orders.find(id).orElseThrow().status();
  }

  List<String> story(OrderId id) {
    return events.ofOrder(id.value(), 1_000).stream().map(StoredEvent::name).toList();
  }

  long count(OrderId id, String event) {
    return story(id).stream().filter(event::equals).count();
  }
}
