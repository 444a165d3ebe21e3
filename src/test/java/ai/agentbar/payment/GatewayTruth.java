package ai.agentbar.payment;

import static ai.agentbar.payment.TransactionStatus.AUTHORIZED;
import static ai.agentbar.payment.TransactionStatus.CANCELLED;
import static ai.agentbar.payment.TransactionStatus.CHARGED_BACK;
import static ai.agentbar.payment.TransactionStatus.DENIED;
import static ai.agentbar.payment.TransactionStatus.EXPIRED;
import static ai.agentbar.payment.TransactionStatus.FAILED;
import static ai.agentbar.payment.TransactionStatus.PAID;
import static ai.agentbar.payment.TransactionStatus.PARTIALLY_CHARGED_BACK;
import static ai.agentbar.payment.TransactionStatus.PARTIALLY_REFUNDED;
import static ai.agentbar.payment.TransactionStatus.PENDING;
import static ai.agentbar.payment.TransactionStatus.REFUNDED;
import static ai.agentbar.payment.TransactionStatus.REVERSED;
import static ai.agentbar.payment.TransactionStatus.REVIEW;

import ai.agentbar.kernel.Rupiah;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * What is true at the gateway, as a model for tests: transactions that move along Midtrans' own
 * status cycle. It answers questions about them, whatever notifications claim.
 */
public final class GatewayTruth implements PaymentGateway {

  public static final String MERCHANT = "G000000000";

  /** A method that is asked about by transaction id only. */
  public static final String DANA = "dana";

  private static final Map<TransactionStatus, List<TransactionStatus>> CYCLE =
      new EnumMap<>(TransactionStatus.class);

  static {
    CYCLE.put(PENDING, List.of(PAID, EXPIRED, CANCELLED, DENIED, FAILED, AUTHORIZED, REVIEW));
    CYCLE.put(AUTHORIZED, List.of(PAID, CANCELLED, DENIED, EXPIRED));
    CYCLE.put(REVIEW, List.of(PAID, DENIED, CANCELLED));
    CYCLE.put(PAID, List.of(REVERSED, REFUNDED, PARTIALLY_REFUNDED, CHARGED_BACK, CANCELLED));
    CYCLE.put(PARTIALLY_REFUNDED, List.of(REFUNDED));
    CYCLE.put(PARTIALLY_CHARGED_BACK, List.of(CHARGED_BACK));
    // The boundary case Midtrans documents: expired here, paid there.
    CYCLE.put(EXPIRED, List.of(PAID));
  }

  private record Transaction(
      String gatewayOrderId, String paymentType, TransactionStatus status, boolean everPaid) {}

  private final Rupiah amount;
  private final Map<String, Transaction> transactions = new LinkedHashMap<>();
  private final Set<String> closedPages = new HashSet<>();
  private final AtomicInteger questions = new AtomicInteger();
  private volatile Consumer<String> beforeAnswer = _ -> {};
  private volatile Consumer<String> beforeOpening = _ -> {};
  private volatile Function<String, PageClosing> closing = this::closed;
  private volatile boolean down;

  public GatewayTruth(Rupiah amount) {
    this.amount = amount;
  }

  /** The buyer chooses a method: a new transaction, pending. */
  public synchronized String choose(String gatewayOrderId, String paymentType) {
    String id = "%s-txn-%d".formatted(gatewayOrderId, transactions.size() + 1);
    transactions.put(id, new Transaction(gatewayOrderId, paymentType, PENDING, false));
    return id;
  }

  /** Moves a transaction along the cycle, by the number of the way out; false at the end of it. */
  public synchronized boolean move(String transactionId, int way) {
    Transaction before = known(transactionId);
    List<TransactionStatus> ways = CYCLE.getOrDefault(before.status(), List.of());
    if (ways.isEmpty()) {
      return false;
    }
    TransactionStatus after = ways.get(Math.floorMod(way, ways.size()));
    transactions.put(
        transactionId,
        new Transaction(
            before.gatewayOrderId(),
            before.paymentType(),
            after,
            before.everPaid() || after == PAID));
    return true;
  }

  public synchronized List<String> transactionIds() {
    return new ArrayList<>(transactions.keySet());
  }

  /** Whether a transaction whose id begins so took money at some time. */
  public boolean everPaid(String prefix) {
    return transactions.entrySet().stream()
        .anyMatch(it -> it.getKey().startsWith(prefix) && it.getValue().everPaid());
  }

  public boolean anyEverPaid() {
    return transactions.values().stream().anyMatch(Transaction::everPaid);
  }

  public long everPaidCount() {
    return transactions.values().stream().filter(Transaction::everPaid).count();
  }

  public boolean anyHoldsMoney() {
    return transactions.values().stream().anyMatch(it -> it.status().holdsMoney());
  }

  public synchronized TransactionStatus statusOf(String transactionId) {
    return known(transactionId).status();
  }

  /** The truth about a transaction, as a notification of this moment would tell it. */
  public synchronized TransactionReport report(String transactionId) {
    Transaction it = known(transactionId);
    return report(transactionId, it, outcome(transactionId, it.status()), true);
  }

  /** A genuine signature under an altered status: what a forger can do with an old notification. */
  public TransactionReport forged(String transactionId, TransactionStatus claimed) {
    Transaction it = known(transactionId);
    return report(transactionId, it, outcome(transactionId, claimed), false);
  }

  @Override
  public String merchantId() {
    return MERCHANT;
  }

  @Override
  public Opening open(OpeningRequest request) {
    answerable();
    beforeOpening.accept(request.gatewayOrderId());
    return new Opening.Opened("token-" + request.gatewayOrderId(), "http://127.0.0.1/pay");
  }

  /** By transaction id, or the newest transaction of a page; DANA's by its own id alone. */
  @Override
  public Answer status(String reference) {
    answerable();
    questions.incrementAndGet();
    beforeAnswer.accept(reference);
    return answer(reference);
  }

  @Override
  public Answer expire(String reference) {
    answerable();
    Optional<String> id = find(reference);
    if (id.isEmpty()) {
      return new Answer.NotFound();
    }
    if (statusOf(id.get()) != PENDING) {
      return new Answer.NotAllowed("Merchant cannot modify the status of the transaction");
    }
    set(id.get(), EXPIRED);
    return answer(reference);
  }

  @Override
  public Answer cancel(String reference) {
    return new Answer.NotAllowed("not in this model");
  }

  @Override
  public PageClosing cancelPage(String token) {
    answerable();
    return closing.apply(token);
  }

  private synchronized PageClosing closed(String token) {
    String page = token.substring("token-".length());
    boolean busy =
        transactions.values().stream()
            .anyMatch(
                it ->
                    it.gatewayOrderId().equals(page)
                        && (it.status().isLive() || it.status().wasPaid()));
    if (!busy) {
      closedPages.add(page);
    }
    return busy ? PageClosing.IN_PROGRESS : PageClosing.CLOSED;
  }

  @Override
  public boolean offersUnaskableMethods() {
    return false;
  }

  /** The transaction is in that state from now on, whatever the cycle says. */
  public synchronized void set(String transactionId, TransactionStatus status) {
    Transaction before = known(transactionId);
    transactions.put(
        transactionId,
        new Transaction(
            before.gatewayOrderId(),
            before.paymentType(),
            status,
            before.everPaid() || status == PAID));
  }

  /** While it is down, no answer comes. */
  public void setDown(boolean now) {
    down = now;
  }

  /** What happens between a question and its answer. */
  public void beforeAnswer(Consumer<String> happening) {
    beforeAnswer = happening;
  }

  /** What happens between the wish for a page, by its gateway order id, and the answer. */
  public void beforeOpening(Consumer<String> happening) {
    beforeOpening = happening;
  }

  /** What it answers to whoever wants a page closed, in place of what is true. */
  public void whenClosing(Function<String, PageClosing> answer) {
    closing = answer;
  }

  /** Closes pages by what is true again. */
  public void closeTruly() {
    closing = this::closed;
  }

  public int questions() {
    return questions.get();
  }

  public synchronized boolean isClosed(String gatewayOrderId) {
    return closedPages.contains(gatewayOrderId);
  }

  private void answerable() {
    if (down) {
      throw new GatewayUnavailableException("down", null);
    }
  }

  private synchronized Answer answer(String reference) {
    Optional<String> id = find(reference);
    return id.<Answer>map(it -> new Answer.Found(answered(it))).orElseGet(Answer.NotFound::new);
  }

  private synchronized Optional<String> find(String reference) {
    return transactions.containsKey(reference)
        ? Optional.of(reference)
        : transactions.entrySet().stream()
            .filter(it -> it.getValue().gatewayOrderId().equals(reference))
            .filter(it -> !it.getValue().paymentType().equals(DANA))
            .map(Map.Entry::getKey)
            .reduce((_, newer) -> newer);
  }

  /** Midtrans writes the transaction id where DANA's order id belongs. */
  private TransactionReport answered(String transactionId) {
    Transaction it = known(transactionId);
    TransactionReport told = report(transactionId);
    return it.paymentType().equals(DANA)
        ? new TransactionReport(
            transactionId,
            transactionId,
            DANA,
            null,
            null,
            told.outcome(),
            told.grossAmount(),
            told.currency(),
            told.merchantId(),
            true)
        : told;
  }

  private Transaction known(String transactionId) {
    return Objects.requireNonNull(transactions.get(transactionId), transactionId);
  }

  private TransactionReport report(
      String transactionId, Transaction it, Outcome outcome, boolean consistent) {
    return new TransactionReport(
        it.gatewayOrderId(),
        transactionId,
        it.paymentType(),
        it.paymentType().equals("cstore") ? "indomaret" : null,
        null,
        outcome,
        amount.wire(),
        "IDR",
        MERCHANT,
        consistent);
  }

  private static Outcome outcome(String transactionId, TransactionStatus status) {
    return switch (status) {
      case DENIED, REVERSED -> new Outcome.Denied();
      case REFUNDED ->
          new Outcome.Refunded(true, List.of(new Outcome.Refund(transactionId + "-all", "1")));
      case PARTIALLY_REFUNDED ->
          new Outcome.Refunded(false, List.of(new Outcome.Refund(transactionId + "-part", "1")));
      default -> new Outcome.Known(status);
    };
  }
}
