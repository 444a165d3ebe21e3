package ai.agentbar.payment;

import static org.assertj.core.api.Assertions.assertThat;

import ai.agentbar.kernel.Rupiah;
import ai.agentbar.order.OrderStatus;
import ai.agentbar.order.OrderStatus.Move;
import ai.agentbar.payment.PaymentFact.Kind;
import ai.agentbar.payment.PaymentLedger.Transaction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/**
 * Random lives of one order: the buyer chooses methods and pays or does not, Midtrans tells of it
 * late, twice, in the wrong order or never, a forger alters what was signed, we ask, time runs out.
 * Each number of the script is one such step.
 *
 * <p>What decides is the program's own: which answer bears a claim out, what a report means, which
 * state an order may take. Carrying it out is done in memory here, and through the real inbox and
 * database, with every event and row counted, in {@code InboxLifeTest}.
 */
class JudgementPropertyTest {

  private static final Rupiah PRICE = new Rupiah(99_000);
  private static final List<String> METHODS =
      List.of("qris", "bank_transfer", TransactionReport.CARD, "cstore");

  @Property(tries = 100_000, shrinking = ShrinkingMode.BOUNDED)
  void whatever_midtrans_says_and_whenever_paid_stays_and_is_granted_once(
      @ForAll @Size(min = 1, max = 24) List<@IntRange(max = 9_999) Integer> script) {
    Life life = new Life();
    script.forEach(life::step);
    life.askAboutEverything();

    assertThat(life.status == OrderStatus.PAID).isEqualTo(life.sawMoney);
    assertThat(life.granted).isEqualTo(life.status == OrderStatus.PAID ? 1 : 0);
    life.transactions.forEach(
        (id, known) -> assertThat(known.status()).isIn(convergedStatuses(life.truth.statusOf(id))));
    if (life.truth.anyHoldsMoney()) {
      assertThat(life.status).isEqualTo(OrderStatus.PAID);
    }
    if (!life.truth.anyEverPaid()) {
      assertThat(life.status).isNotEqualTo(OrderStatus.PAID);
    }
  }

  /** A reversal of money that nobody told us about is one more transaction that ended unpaid. */
  private static List<TransactionStatus> convergedStatuses(TransactionStatus truth) {
    return switch (truth) {
      case REVERSED, DENIED, CANCELLED ->
          List.of(
              TransactionStatus.REVERSED,
              TransactionStatus.DENIED,
              TransactionStatus.CANCELLED,
              TransactionStatus.EXPIRED);
      default -> List.of(truth);
    };
  }

  /** One order, carried out in memory by the same decisions that the database is written by. */
  private static final class Life {

    final GatewayTruth truth = new GatewayTruth(PRICE);
    final List<TransactionReport> post = new ArrayList<>();
    final Map<String, Transaction> transactions = new HashMap<>();
    final Set<PaymentFact> facts = new HashSet<>();
    OrderStatus status = OrderStatus.PENDING_PAYMENT;
    boolean overdue;
    int attempts = 1;
    int granted;
    boolean sawMoney;

    void step(int number) {
      int choice = number / 16;
      switch (number % 16) {
        case 0, 1 -> choose(choice);
        case 2, 3, 4, 5 -> moveAtMidtrans(choice);
        case 6, 7, 8 -> deliver(choice, true);
        case 9 -> deliver(choice, false);
        case 10 -> lose(choice);
        case 11, 12 -> forge(choice);
        case 13 -> ask(choice);
        case 14 -> attempts = Math.min(3, attempts + 1);
        default -> overdue = true;
      }
    }

    void askAboutEverything() {
      truth.transactionIds().forEach(id -> judge(truth.report(id)));
    }

    private void choose(int choice) {
      if (truth.transactionIds().size() < 5) {
        String gatewayOrderId = "order-" + (1 + choice % attempts);
        post.add(truth.report(truth.choose(gatewayOrderId, METHODS.get(choice % METHODS.size()))));
      }
    }

    private void moveAtMidtrans(int choice) {
      transaction(choice)
          .forEach(
              id -> {
                if (truth.move(id, choice / 5)) {
                  post.add(truth.report(id));
                }
              });
    }

    private void deliver(int choice, boolean once) {
      if (!post.isEmpty()) {
        int index = choice % post.size();
        notified(once ? post.remove(index) : post.get(index));
      }
    }

    private void lose(int choice) {
      if (!post.isEmpty()) {
        post.remove(choice % post.size());
      }
    }

    private void forge(int choice) {
      TransactionStatus[] claims = TransactionStatus.values();
      transaction(choice)
          .forEach(id -> notified(truth.forged(id, claims[(choice / 5) % claims.length])));
    }

    private void ask(int choice) {
      transaction(choice).forEach(id -> judge(truth.report(id)));
    }

    private List<String> transaction(int choice) {
      List<String> ids = truth.transactionIds();
      return ids.isEmpty() ? List.of() : List.of(ids.get(choice % ids.size()));
    }

    private void notified(TransactionReport report) {
      TransactionReport answer = truth.report(report.transactionId());
      if (!report.goesBeyond(answer)) {
        judge(answer);
      }
    }

    private Verdict judge(TransactionReport report) {
      PaymentLedger ledger =
          new PaymentLedger(
              status,
              PRICE,
              GatewayTruth.MERCHANT,
              "order-" + attempts,
              overdue,
              transactions,
              facts);
      Verdict verdict = Judgement.of(ledger, report);
      if (verdict instanceof Verdict.Apply(List<Change> changes)) {
        changes.forEach(this::carryOut);
      }
      assertThat(Judgement.of(ledgerNow(), report)).isInstanceOf(Verdict.Ignore.class);
      return verdict;
    }

    private PaymentLedger ledgerNow() {
      return new PaymentLedger(
          status, PRICE, GatewayTruth.MERCHANT, "order-" + attempts, overdue, transactions, facts);
    }

    private void carryOut(Change change) {
      switch (change) {
        case Change.TransactionMoved(var report, var from, var to) -> {
          assertThat(from == null || to.outranks(from)).isTrue();
          transactions.put(report.transactionId(), new Transaction(report.gatewayOrderId(), to));
        }
        case Change.FactNoted(var fact, String _) -> {
          assertThat(facts.add(fact)).as("a fact is noted once").isTrue();
          if (fact.kind() == Kind.DOUBLE_PAYMENT) {
            assertThat(truth.everPaidCount()).isGreaterThan(1);
          }
        }
        case Change.PaymentOpened _ -> move(OrderStatus.PENDING_PAYMENT);
        case Change.Settled(String transactionId) -> {
          sawMoney = true;
          assertThat(truth.anyEverPaid()).as("PAID needs proof: " + transactionId).isTrue();
          if (move(OrderStatus.PAID) == Move.APPLIED) {
            granted++;
          }
        }
        case Change.Expired _ -> move(OrderStatus.EXPIRED);
        case Change.Failed _ -> move(OrderStatus.FAILED);
      }
    }

    private Move move(OrderStatus target) {
      OrderStatus before = status;
      Move move = status.to(target);
      if (move == Move.APPLIED) {
        status = target;
        assertThat(before).as("PAID is final").isNotEqualTo(OrderStatus.PAID);
      }
      return move;
    }
  }
}
