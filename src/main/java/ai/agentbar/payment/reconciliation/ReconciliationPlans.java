package ai.agentbar.payment.reconciliation;

import ai.agentbar.event.EventLog;
import ai.agentbar.kernel.OrderId;
import ai.agentbar.order.Order;
import ai.agentbar.order.OrderEvent;
import ai.agentbar.order.OrderStatus;
import ai.agentbar.order.Orders;
import ai.agentbar.payment.EndSuggested;
import ai.agentbar.payment.PaymentEvent;
import ai.agentbar.payment.reconciliation.ReconciliationTable.State;
import ai.agentbar.payment.reconciliation.Schedule.Ended;
import ai.agentbar.payment.reconciliation.Schedule.OpenPayment;
import java.time.Instant;
import java.time.InstantSource;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Plans the questions about an order in the transactions that change it, by listening to its events
 * ({@link EventLog}): none is forgotten, whatever crashes in between.
 */
@Component
class ReconciliationPlans {

  private final ReconciliationTable table;
  private final Orders orders;
  private final InstantSource clock;

  ReconciliationPlans(ReconciliationTable table, Orders orders, InstantSource clock) {
    this.table = table;
    this.orders = orders;
    this.clock = clock;
  }

  /** From its first moment, since the opening of its page may time out and be seen by nobody. */
  @EventListener
  void placed(OrderEvent.Created event) {
    Order order = orders.find(event.orderId()).orElseThrow();
    OpenPayment payment = new OpenPayment(null, order.createdAt(), null, order.payBy());
    table.insert(order.id(), payment, open(payment, clock.instant()));
  }

  @EventListener
  void opened(PaymentEvent.AttemptCreated event) {
    if (event.attempt() > 1) {
      table.anotherPage(event.orderId());
    }
  }

  /**
   * A method was chosen, or it has paid. Of several that were chosen the one that paid counts:
   * whether its money may be taken back is asked after it.
   */
  @EventListener
  void chosen(PaymentEvent.TransactionMoved event) {
    Order order = orders.find(event.orderId()).orElseThrow();
    if (order.status() == OrderStatus.PAID) {
      return;
    }
    if (event.status().wasPaid()) {
      table.paidBy(event.orderId(), event.paymentType(), event.provider(), event.from() == null);
    } else if (event.from() == null && order.status().isOpen()) {
      Instant now = clock.instant();
      OpenPayment payment = new OpenPayment(event.paymentType(), now, null, order.payBy());
      table.chosen(event.orderId(), payment, event.provider(), open(payment, now));
    } else if (event.from() == null) {
      chosenLate(order, event);
    }
  }

  /** Its page had not closed: what comes of that is looked at as if the order ended now. */
  private void chosenLate(Order order, PaymentEvent.TransactionMoved event) {
    Ended ended =
        new Ended(
            order.status(), event.paymentType(), event.provider(), null, clock.instant(), null);
    table.chosenLate(event.orderId(), event.paymentType(), event.provider(), after(ended));
  }

  @EventListener
  void moved(OrderEvent.StatusChanged event) {
    if (!event.to().isOpen()) {
      State state = table.find(event.orderId()).orElseThrow();
      Ended ended =
          new Ended(
              event.to(),
              state.payment().method(),
              state.provider(),
              state.payableAgainUntil(),
              clock.instant(),
              state.payment().askedAt());
      table.ended(event.orderId(), clock.instant(), after(ended));
    }
  }

  @EventListener
  void endSuggested(EndSuggested suggestion) {
    OrderId orderId = suggestion.orderId();
    table.ending(orderId, clock.instant());
  }

  /** After an order was asked about: when it is looked at next. */
  static Plan next(Order order, State state, Instant now) {
    if (order.status().isOpen()) {
      return open(
          new OpenPayment(state.payment().method(), state.payment().openedAt(), now, order.payBy()),
          now);
    }
    Instant endedAt = state.endedAt() == null ? now : state.endedAt();
    return after(
        new Ended(
            order.status(),
            state.payment().method(),
            state.provider(),
            state.payableAgainUntil(),
            endedAt,
            now));
  }

  private static Plan open(OpenPayment payment, Instant now) {
    return new Plan(Schedule.next(payment, now), Schedule.nextInSilence(payment, now));
  }

  private static Plan after(Ended ended) {
    return Schedule.next(ended).map(Plan::at).orElse(Plan.NEVER);
  }
}
