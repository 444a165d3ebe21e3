package ai.agentbar.payment.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import ai.agentbar.event.StoredEvent;
import ai.agentbar.event.Subscriptions;
import ai.agentbar.job.WorkLoops;
import ai.agentbar.kernel.Email;
import ai.agentbar.kernel.OrderId;
import ai.agentbar.kernel.Phone;
import ai.agentbar.kernel.Rupiah;
import ai.agentbar.order.Buyer;
import ai.agentbar.order.Catalogue;
import ai.agentbar.order.OrderStatus;
import ai.agentbar.order.Orders;
import ai.agentbar.order.PaymentProof;
import ai.agentbar.order.Placement;
import ai.agentbar.payment.GatewayTruth;
import ai.agentbar.payment.NotificationInbox;
import ai.agentbar.payment.Outcome;
import ai.agentbar.payment.OvertakenException;
import ai.agentbar.payment.PaymentPages;
import ai.agentbar.payment.Payments;
import ai.agentbar.payment.Receipt;
import ai.agentbar.payment.TransactionReport;
import ai.agentbar.payment.TransactionStatus;
import ai.agentbar.testing.MovableClock;
import ai.agentbar.testing.Notifications;
import ai.agentbar.testing.RoomTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The random lives of {@code JudgementPropertyTest}, many at a time, through the real inbox, the
 * real signature check and the real database.
 */
@RoomTest
@Import(InboxLifeTest.Truth.class)
@Order(9)
@Tag("long")
class InboxLifeTest {

  private static final int ORDERS = 150;
  private static final int STEPS_PER_ORDER = 14;
  private static final long SEED = 20_261_123;

  @TestConfiguration(proxyBeanMethods = false)
  static class Truth {
    @Bean
    @Primary
    GatewayTruth truth() {
      return new GatewayTruth(new Rupiah(99_000));
    }
  }

  @Autowired GatewayTruth truth;
  @Autowired Orders orders;
  @Autowired PaymentPages pages;
  @Autowired Payments payments;
  @Autowired Catalogue catalogue;
  @Autowired NotificationInbox inbox;
  @Autowired WorkLoops work;
  @Autowired Subscriptions events;
  @Autowired MovableClock clock;
  @Autowired JdbcClient jdbc;
  @Autowired TransactionTemplate transaction;

  private final Random random = new Random(SEED);
  private final List<byte[]> post = new ArrayList<>();
  private int stored;

  @Test
  void random_lives_through_the_real_inbox_leave_every_order_true_and_every_row_accounted_for() {
    List<OrderId> placed = new ArrayList<>();
    for (int i = 0; i < ORDERS; i++) {
      placed.add(place());
    }
    for (int i = 0; i < ORDERS * STEPS_PER_ORDER; i++) {
      step(placed);
    }
    while (!post.isEmpty()) {
      deliver(post.removeLast());
    }
    settleWithRetries();
    reconcileEverything();

    Map<String, Long> balance = inboxBalance();
    assertThat(balance).containsEntry("FAILED", 0L);
    assertThat(reasonsToWait()).allMatch(it -> it.contains("not confirmed so far"));
    assertThat(balance.values().stream().mapToLong(Long::longValue).sum()).isEqualTo(stored);
    placed.forEach(this::orderIsTrue);
    assertThat(placed.stream().filter(it -> statusOf(it) == OrderStatus.PAID).count())
        .as("the lives are varied")
        .isBetween(ORDERS / 5L, ORDERS * 19L / 20);
  }

  private void orderIsTrue(OrderId id) {
    List<TransactionStatus> statuses =
        truth.transactionIds().stream()
            .filter(it -> it.startsWith(id.value()))
            .map(truth::statusOf)
            .toList();
    if (statuses.contains(TransactionStatus.PAID)) {
      assertThat(statusOf(id)).isEqualTo(OrderStatus.PAID);
    }
    long paid = statusOf(id) == OrderStatus.PAID ? 1 : 0;
    List<StoredEvent> story = events.ofOrder(id.value(), 1_000);
    assertThat(story.stream().filter(it -> it.name().equals("PAYMENT_PAID"))).hasSize((int) paid);
    assertThat(story.stream().filter(it -> it.name().equals("ENTITLEMENT_GRANTED")))
        .hasSize((int) paid);
    assertThat(entitlements(id)).isEqualTo(paid);
    if (paid == 1) {
      assertThat(truth.everPaid(id + "-")).isTrue();
    }
  }

  private OrderId place() {
    Buyer buyer = new Buyer("Siti", new Email("siti@example.com"), new Phone("081234567890"));
    Placement placement = orders.place(catalogue.find("film-basic").orElseThrow(), buyer, null);
    OrderId id = ((Placement.Placed) placement).order().id();
    pages.open(id);
    return id;
  }

  private void step(List<OrderId> placed) {
    List<String> ids = truth.transactionIds();
    switch (random.nextInt(12)) {
      case 0, 1, 2 -> {
        OrderId order = placed.get(random.nextInt(placed.size()));
        String id =
            truth.choose(order + "-1", random.nextBoolean() ? "qris" : TransactionReport.CARD);
        post.add(body(truth.report(id)));
      }
      case 3, 4, 5, 6 -> {
        if (!ids.isEmpty()) {
          String id = ids.get(random.nextInt(ids.size()));
          if (truth.move(id, random.nextInt(7))) {
            post.add(body(truth.report(id)));
          }
        }
      }
      case 7, 8 -> {
        if (!post.isEmpty()) {
          deliver(post.remove(random.nextInt(post.size())));
        }
      }
      case 9 -> {
        if (!post.isEmpty()) {
          deliver(post.get(random.nextInt(post.size())));
        }
      }
      case 10 -> {
        if (!ids.isEmpty()) {
          TransactionStatus[] claims = TransactionStatus.values();
          deliver(
              body(
                  truth.forged(
                      ids.get(random.nextInt(ids.size())), claims[random.nextInt(claims.length)])));
        }
      }
      default -> work.settle();
    }
  }

  private void deliver(byte[] body) {
    assertThat(inbox.receive(body)).isInstanceOf(Receipt.Stored.class);
    stored++;
  }

  /**
   * What the gateway does not confirm is asked again later; the clock moves until all is closed.
   */
  private void settleWithRetries() {
    for (int i = 0; i < 12; i++) {
      work.settle();
      clock.move(Duration.ofMinutes(5));
    }
  }

  private void reconcileEverything() {
    for (String id : truth.transactionIds()) {
      TransactionReport report = truth.report(id);
      Payments.Standing standing = payments.standing(report.gatewayOrderId()).orElseThrow();
      transaction.executeWithoutResult(
          _ -> {
            try {
              payments.apply(report, standing, PaymentProof.Source.RECONCILIATION);
            } catch (OvertakenException impossible) {
              throw new AssertionError("nobody else is at work", impossible);
            }
          });
    }
  }

  private OrderStatus statusOf(OrderId id) {
    return orders.find(id).orElseThrow().status();
  }

  private long entitlements(OrderId id) {
    return jdbc.sql("select count(*) from order_entitlement where order_id = :id")
        .param("id", id.value())
        .query(Long.class)
        .single();
  }

  /** What Midtrans does not bear out is still asked about, hours after it came. */
  private List<String> reasonsToWait() {
    return jdbc.sql("select coalesce(last_error, '') from payment_inbox where state = 'WAITING'")
        .query((row, _) -> row.getString(1))
        .list();
  }

  private Map<String, Long> inboxBalance() {
    return jdbc
        .sql(
            """
            select s.state, count(i.id) as rows
            from unnest(array['WAITING', 'APPLIED', 'IGNORED', 'FAILED']) s (state)
            left join payment_inbox i on i.state = s.state
            group by s.state
            """)
        .query((row, _) -> Map.entry(row.getString("state"), row.getLong("rows")))
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /**
   * The report as Midtrans would post it; an inconsistent one is signed over a code that misfits.
   */
  private static byte[] body(TransactionReport report) {
    String status =
        switch (report.outcome()) {
          case Outcome.Denied _ -> "deny";
          case Outcome.Refunded(boolean whole, var _) -> whole ? "refund" : "partial_refund";
          case Outcome.Unrecognised(String raw) -> raw;
          case Outcome.Known(TransactionStatus known) ->
              switch (known) {
                case PENDING -> "pending";
                case AUTHORIZED -> "authorize";
                case REVIEW, PAID -> "settlement";
                case DENIED, REVERSED -> "deny";
                case FAILED -> "failure";
                case CANCELLED -> "cancel";
                case EXPIRED -> "expire";
                case PARTIALLY_REFUNDED -> "partial_refund";
                case REFUNDED -> "refund";
                case PARTIALLY_CHARGED_BACK -> "partial_chargeback";
                case CHARGED_BACK -> "chargeback";
              };
        };
    String code =
        !report.consistent()
            ? "299"
            : switch (status) {
              case "pending" -> "201";
              case "deny", "failure", "cancel", "expire" -> "202";
              default -> "200";
            };
    return Notifications.about(report.gatewayOrderId(), report.transactionId())
        .with("payment_type", report.paymentType())
        .status(status, code)
        .signed();
  }
}
