package ai.agentbar.payment.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import ai.agentbar.kernel.OrderId;
import ai.agentbar.order.OrderStatus;
import ai.agentbar.payment.TransactionReport;
import ai.agentbar.payment.TransactionStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random lives of which Midtrans tells sometimes, or never: methods are chosen and left, paid,
 * denied, cancelled, left to expire; time passes, and the jobs run. A day later every order has
 * ended, and as it should.
 */
@Order(17)
class LostNotificationsTest extends ReconciliationRoom {

  private static final int ORDERS = 40;
  private static final int STEPS = 400;
  private static final List<String> METHODS =
      List.of("qris", "bank_transfer", TransactionReport.CARD, "cstore");

  private final List<OrderId> placed = new ArrayList<>();
  private final List<String> transactions = new ArrayList<>();

  @ParameterizedTest
  @ValueSource(ints = {0, 50})
  void every_life_ends_true_however_many_notifications_come(int comeInPercent) {
    Random random = new Random(comeInPercent);
    for (int i = 0; i < ORDERS; i++) {
      placed.add(place());
    }
    for (int i = 0; i < STEPS; i++) {
      step(random, comeInPercent);
    }
    for (int i = 0; i < 12; i++) {
      clock.move(Duration.ofMinutes(10 + 10L * i));
      settle();
    }

    placed.forEach(this::endedTrue);
    assertThat(placed.stream().map(this::statusOf).distinct())
        .as("the lives are varied")
        .contains(OrderStatus.PAID, OrderStatus.EXPIRED);
  }

  private void step(Random random, int comeInPercent) {
    switch (random.nextInt(24)) {
      case 0, 1, 2, 3, 4, 5, 6, 7 -> {
        OrderId id = placed.get(random.nextInt(ORDERS));
        // Midtrans lets nobody choose where money was taken, nor after the deadline.
        boolean payable =
            orders.find(id).orElseThrow().payBy().isAfter(clock.instant())
                && !truth.isClosed(id + "-1")
                && transactions.stream().noneMatch(it -> it.startsWith(id + "-1"));
        if (payable) {
          transactions.add(choose(id, METHODS.get(random.nextInt(METHODS.size()))));
          tell(transactions.getLast(), random, comeInPercent);
        }
      }
      case 8, 9, 10, 11, 12, 13, 14 -> {
        if (!transactions.isEmpty()) {
          String id = transactions.get(random.nextInt(transactions.size()));
          TransactionStatus[] ways = {
            TransactionStatus.PAID,
            TransactionStatus.PAID,
            TransactionStatus.DENIED,
            TransactionStatus.EXPIRED,
            TransactionStatus.CANCELLED
          };
          if (truth.statusOf(id) == TransactionStatus.PENDING) {
            truth.set(id, ways[random.nextInt(ways.length)]);
            tell(id, random, comeInPercent);
          }
        }
      }
      case 15, 16, 17, 18, 19, 20, 21 -> clock.move(Duration.ofSeconds(random.nextInt(60)));
      default -> settle();
    }
  }

  private void tell(String transactionId, Random random, int comeInPercent) {
    if (random.nextInt(100) < comeInPercent) {
      String status =
          switch (truth.statusOf(transactionId)) {
            case PAID -> "settlement";
            case DENIED -> "deny";
            case EXPIRED -> "expire";
            case CANCELLED -> "cancel";
            default -> "pending";
          };
      String page = transactionId.substring(0, transactionId.indexOf("-txn"));
      notify(page, transactionId, truth.report(transactionId).paymentType(), status);
    }
  }

  private void settle() {
    work.settle();
    reconciliationJob.run();
    expiryJob.run();
  }

  private void endedTrue(OrderId id) {
    boolean paid = truth.everPaid(id + "-");
    assertThat(statusOf(id) == OrderStatus.PAID).as("%s %s", id, story(id)).isEqualTo(paid);
    assertThat(statusOf(id).isOpen()).isFalse();
    assertThat(orders.isEntitled(id)).isEqualTo(paid);
    assertThat(count(id, "PAYMENT_PAID")).isEqualTo(paid ? 1 : 0);
    assertThat(story(id)).doesNotContain("LATE_PAYMENT", "DOUBLE_PAYMENT");
  }
}
