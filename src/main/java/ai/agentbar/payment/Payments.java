package ai.agentbar.payment;

import ai.agentbar.event.EventLog;
import ai.agentbar.kernel.OrderId;
import ai.agentbar.order.Order;
import ai.agentbar.order.OrderStatus;
import ai.agentbar.order.OrderStatus.Move;
import ai.agentbar.order.Orders;
import ai.agentbar.order.PaymentProof;
import ai.agentbar.payment.Verdict.Apply;
import ai.agentbar.payment.Verdict.Ignore;
import ai.agentbar.payment.Verdict.Reason;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What the gateway says of our payments, carried out. */
@Service
public class Payments {

  private final PaymentTable table;
  private final Orders orders;
  private final PaymentGateway gateway;
  private final Access access;
  private final EventLog events;
  private final ApplicationEventPublisher listeners;
  private final InstantSource clock;

  Payments(
      PaymentTable table,
      Orders orders,
      PaymentGateway gateway,
      Access access,
      EventLog events,
      ApplicationEventPublisher listeners,
      InstantSource clock) {
    this.table = table;
    this.orders = orders;
    this.gateway = gateway;
    this.access = access;
    this.events = events;
    this.listeners = listeners;
    this.clock = clock;
  }

  /**
   * Where an answer of the gateway was fetched: the attempt, and how many reports about it had been
   * applied before the question.
   */
  public record Standing(OrderId orderId, String gatewayOrderId, long version) {

    /** After one more report was applied. */
    public Standing next() {
      return new Standing(orderId, gatewayOrderId, version + 1);
    }
  }

  /** The attempt behind a gateway order id, as it stands before the gateway is asked about it. */
  public Optional<Standing> standing(String gatewayOrderId) {
    return table
        .find(gatewayOrderId)
        .map(it -> new Standing(it.orderId(), it.gatewayOrderId(), it.version()));
  }

  /**
   * Judges a confirmed report and carries the verdict out in the caller's transaction: transaction,
   * order, entitlement, facts and events, all or nothing. An end without money is not carried out
   * here but {@linkplain EndSuggested suggested}: before that the gateway is asked once more.
   *
   * @param standing as read before the report was fetched
   * @throws OvertakenException where another report was applied since then; fetch again, since the
   *     older answer might undo a reversal
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public Verdict apply(TransactionReport report, Standing standing, PaymentProof.Source source) {
    Order order = orders.lock(standing.orderId());
    PaymentAttempt attempt = table.find(standing.gatewayOrderId()).orElseThrow();
    if (attempt.version() != standing.version()) {
      throw new OvertakenException(standing.gatewayOrderId());
    }
    Verdict verdict = Judgement.of(ledger(order), report);
    switch (verdict) {
      case Apply(var changes) -> {
        table.countReport(attempt.gatewayOrderId());
        changes.forEach(change -> carryOut(change, order, report, source));
        followWithAccess(order, changes);
      }
      case Ignore(Reason _) -> {}
    }
    return verdict;
  }

  /** All that is known of an order's payments now. Read it before the gateway is asked. */
  public PaymentDossier dossier(OrderId orderId) {
    List<PaymentAttempt> attempts = table.attempts(orderId);
    return new PaymentDossier(
        orders.find(orderId).orElseThrow(),
        attempts.stream().map(Payments::page).toList(),
        table.transactionsInOrder(orderId));
  }

  /** The order behind the gateway's id of an attempt or of a transaction, spelled in full. */
  public Optional<OrderId> orderOf(String gatewayId) {
    return table.orderOf(gatewayId);
  }

  /** What a person should know about the order's money beside its state. */
  public Set<PaymentFact> facts(OrderId orderId) {
    return table.facts(orderId);
  }

  /** How every page of an order stands now. */
  public List<Standing> standings(OrderId orderId) {
    return table.attempts(orderId).stream().map(it -> page(it).standing()).toList();
  }

  /**
   * Ends an order unpaid, in the caller's transaction: as EXPIRED or as FAILED.
   *
   * @param asKnown as read before the gateway was asked for the last time
   * @throws OvertakenException where anything was applied to the order's payments since then; ask
   *     again, since the order may have been paid
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public Move end(PaymentDossier asKnown, OrderStatus target, String reason) {
    OrderId id = asKnown.order().id();
    Order order = orders.lock(id);
    if (!standings(id).equals(asKnown.standings()) || !order.status().isOpen()) {
      throw new OvertakenException(id.value());
    }
    return switch (target) {
      case EXPIRED -> orders.expire(id, reason);
      case FAILED -> orders.fail(id, reason);
      case CREATED, PENDING_PAYMENT, PAID ->
          throw new IllegalArgumentException(target + " is no end without money");
    };
  }

  /** Notes, once, that a page may have been paid by a method that cannot be asked about. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void noteUnaskable(OrderId id, String gatewayOrderId) {
    Order order = orders.lock(id);
    PaymentFact fact = new PaymentFact(PaymentFact.Kind.NOT_ASKABLE, gatewayOrderId);
    if (!table.facts(id).contains(fact)) {
      note(order, fact, "");
    }
  }

  private void note(Order order, PaymentFact fact, String transactionId) {
    PaymentEvent.FactNoted noted =
        new PaymentEvent.FactNoted(
            order.id(), fact.kind(), fact.key(), transactionId, order.amount());
    table.insertFact(noted, clock.instant());
    events.append(noted);
  }

  private static PaymentDossier.Page page(PaymentAttempt attempt) {
    return new PaymentDossier.Page(
        new Standing(attempt.orderId(), attempt.gatewayOrderId(), attempt.version()),
        attempt.snapToken());
  }

  private PaymentLedger ledger(Order order) {
    return new PaymentLedger(
        order.status(),
        order.amount(),
        gateway.merchantId(),
        table.newest(order.id()).orElseThrow().gatewayOrderId(),
        clock.instant().isAfter(order.payBy()),
        table.transactions(order.id()),
        table.facts(order.id()));
  }

  private void carryOut(
      Change change, Order order, TransactionReport report, PaymentProof.Source source) {
    OrderId orderId = order.id();
    Instant now = clock.instant();
    switch (change) {
      case Change.TransactionMoved(var moved, var from, var to) -> {
        table.upsert(orderId, moved, to, now);
        events.append(
            new PaymentEvent.TransactionMoved(
                orderId,
                moved.gatewayOrderId(),
                moved.transactionId(),
                moved.paymentType(),
                moved.provider(),
                from,
                to));
      }
      case Change.FactNoted(var fact, var transactionId) -> note(order, fact, transactionId);
      case Change.PaymentOpened _ -> orders.paymentOpened(orderId);
      case Change.Settled(var transactionId) ->
          orders.settle(
              orderId, new PaymentProof(report.gatewayOrderId(), transactionId, source, now));
      case Change.Expired _, Change.Failed _ -> listeners.publishEvent(new EndSuggested(orderId));
    }
  }

  /** The first settlement grants; whatever the money does afterwards may suspend and restore. */
  private void followWithAccess(Order before, List<Change> changes) {
    for (Change change : changes) {
      if (change instanceof Change.TransactionMoved(var _, var _, var to)
          && to.wasPaid()
          && (before.status() == OrderStatus.PAID || to != TransactionStatus.PAID)) {
        access.follow(
            before.id(),
            to,
            table.transactions(before.id()).values().stream()
                .map(PaymentLedger.Transaction::status)
                .toList());
      }
    }
  }
}
