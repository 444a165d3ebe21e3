package ai.agentbar.payment;

import ai.agentbar.event.EventLog;
import ai.agentbar.kernel.OrderId;
import ai.agentbar.order.Order;
import ai.agentbar.order.OrderStatus;
import ai.agentbar.order.Orders;
import ai.agentbar.payment.PaymentAttempt.State;
import ai.agentbar.payment.PaymentGateway.Opening;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Opens the page on which a buyer pays. One order has one open page, however often and from however
 * many places it is asked for: whoever comes second waits for the first one's page.
 *
 * <p>The attempt is committed before Midtrans is asked, since the first notification may outrun the
 * answer. The asker owns the opening by lease and fencing token; after a crash the next one asks
 * again under the same gateway order id, which Midtrans answers with a fresh token as long as no
 * method was chosen.
 */
@Service
public class PaymentPages {

  /** Longer than the gateway's connect and read timeouts together. */
  private static final Duration OPENING_MAX = Duration.ofSeconds(20);

  private static final Duration WAIT_MAX = Duration.ofSeconds(20);
  private static final Duration WAIT_STEP = Duration.ofMillis(50);

  /** Ids Midtrans may have seen before, one after another, until the wish is given up. */
  private static final int TAKEN_MAX = 5;

  /** Midtrans refuses pages that live shorter than this. */
  private static final Duration LIFE_MIN = Duration.ofMinutes(5);

  private final Orders orders;
  private final PaymentTable table;
  private final PaymentGateway gateway;
  private final OpeningRequests requests;
  private final EventLog events;
  private final InstantSource clock;
  private final TransactionTemplate transaction;

  PaymentPages(
      Orders orders,
      PaymentTable table,
      PaymentGateway gateway,
      OpeningRequests requests,
      EventLog events,
      InstantSource clock,
      TransactionTemplate transaction) {
    this.orders = orders;
    this.table = table;
    this.gateway = gateway;
    this.requests = requests;
    this.events = events;
    this.clock = clock;
    this.transaction = transaction;
  }

  /**
   * The order's page, opened now where there is none. Calls the gateway: not inside a transaction.
   */
  public PaymentOpening open(OrderId orderId) {
    long waitUntil = System.nanoTime() + WAIT_MAX.toNanos();
    int taken = 0;
    while (System.nanoTime() < waitUntil) {
      Step step = inTransaction(() -> nextStep(orderId));
      switch (step) {
        case Step.Done(PaymentOpening opening) -> {
          return opening;
        }
        case Step.Wait _ -> LockSupport.parkNanos(WAIT_STEP.toNanos());
        case Step.Ask(Order order, PaymentAttempt attempt) -> {
          Optional<PaymentOpening> opening = ask(order, attempt);
          if (opening.isPresent()) {
            return opening.get();
          }
          if (++taken == TAKEN_MAX) {
            return new PaymentOpening.Unavailable("Midtrans knows every id we try");
          }
        }
      }
    }
    return new PaymentOpening.Unavailable("the payment is being opened by another request");
  }

  /** The page that is open now, without asking anyone; none where it is dead at Midtrans. */
  public Optional<PaymentPage> find(OrderId orderId) {
    return table
        .newest(orderId)
        .filter(attempt -> !isCancelled(attempt))
        .flatMap(PaymentAttempt::page);
  }

  private sealed interface Step {
    record Done(PaymentOpening opening) implements Step {}

    record Wait() implements Step {}

    record Ask(Order order, PaymentAttempt attempt) implements Step {}
  }

  private Step nextStep(OrderId orderId) {
    Order order = orders.lock(orderId);
    Instant now = clock.instant();
    if (!order.status().isOpen()) {
      return new Step.Done(new PaymentOpening.Closed(order.status()));
    }
    Optional<PaymentAttempt> newest = table.newest(orderId);
    Optional<PaymentPage> page = newest.flatMap(PaymentAttempt::page);
    if (page.isPresent() && now.isBefore(order.payBy()) && !isCancelled(newest.orElseThrow())) {
      return new Step.Done(new PaymentOpening.Open(page.get()));
    }
    if (now.plus(LIFE_MIN).isAfter(order.payBy())) {
      return new Step.Done(new PaymentOpening.Closed(order.status()));
    }
    if (newest.isPresent() && newest.get().state() == State.OPENING) {
      if (newest.get().openingUntil().isAfter(now)) {
        return new Step.Wait();
      }
      table.takeOverOpening(newest.get(), now.plus(OPENING_MAX));
      return new Step.Ask(order, table.newest(orderId).orElseThrow());
    }
    PaymentAttempt attempt =
        newAttempt(orderId, newest.map(PaymentAttempt::number).orElse(0) + 1, now);
    table.insert(attempt, now);
    return new Step.Ask(order, attempt);
  }

  /**
   * Whether what was chosen on the page was cancelled at Midtrans, by the merchant: the page is
   * dead then, and the buyer may pay on a new one for as long as there is time.
   */
  private boolean isCancelled(PaymentAttempt attempt) {
    List<PaymentDossier.Transaction> chosen =
        table.transactionsInOrder(attempt.orderId()).stream()
            .filter(it -> it.gatewayOrderId().equals(attempt.gatewayOrderId()))
            .toList();
    return !chosen.isEmpty()
        && chosen.getLast().status() == TransactionStatus.CANCELLED
        && chosen.stream().noneMatch(it -> it.status().isLive());
  }

  private static PaymentAttempt newAttempt(OrderId orderId, int number, Instant now) {
    return new PaymentAttempt(
        orderId + "-" + number,
        orderId,
        number,
        State.OPENING,
        0,
        1,
        now.plus(OPENING_MAX),
        null,
        null);
  }

  /** Asks the gateway for a page; nothing where the id was taken and another must be tried. */
  private Optional<PaymentOpening> ask(Order order, PaymentAttempt attempt) {
    Opening answer;
    try {
      closeOlder(attempt);
      answer = gateway.open(requests.of(order, attempt));
    } catch (GatewayUnavailableException failure) {
      return Optional.of(giveUp(attempt, failure.getMessage()));
    }
    return switch (answer) {
      case Opening.Opened(String token, String redirectUrl) ->
          Optional.of(shown(attempt, token, redirectUrl));
      case Opening.Taken _ -> {
        inTransaction(() -> endOpening(attempt, State.TAKEN));
        yield Optional.empty();
      }
      case Opening.Refused(String reason) -> Optional.of(giveUp(attempt, reason));
    };
  }

  /** One order, one page: on an older one nothing must be chosen any more. */
  private void closeOlder(PaymentAttempt attempt) {
    for (PaymentAttempt older : table.attempts(attempt.orderId())) {
      if (older.number() < attempt.number() && older.snapToken() != null) {
        gateway.cancelPage(older.snapToken());
      }
    }
  }

  /** The page; where the order ended while it was opened, nobody may pay on it any more. */
  private PaymentOpening shown(PaymentAttempt attempt, String token, String redirectUrl) {
    PaymentOpening opening = inTransaction(() -> opened(attempt, token, redirectUrl));
    if (opening instanceof PaymentOpening.Closed) {
      closeAgain(attempt, token);
    }
    return opening;
  }

  private PaymentOpening opened(PaymentAttempt attempt, String token, String redirectUrl) {
    OrderStatus status = orders.lock(attempt.orderId()).status();
    if (!table.opened(attempt, token, redirectUrl)) {
      return new PaymentOpening.Unavailable("the payment is being opened by another request");
    }
    events.append(
        new PaymentEvent.AttemptCreated(
            attempt.orderId(), attempt.gatewayOrderId(), attempt.number()));
    if (!status.isOpen()) {
      return new PaymentOpening.Closed(status);
    }
    orders.paymentOpened(attempt.orderId());
    return new PaymentOpening.Open(new PaymentPage(attempt.gatewayOrderId(), token, redirectUrl));
  }

  private void closeAgain(PaymentAttempt attempt, String token) {
    try {
      gateway.cancelPage(token);
    } catch (GatewayUnavailableException failure) {
      // Nobody was shown it, and it dies by its own deadline.
      String reason = String.valueOf(failure.getMessage());
      transaction.executeWithoutResult(
          _ ->
              events.append(
                  new PaymentEvent.GatewayFailed(attempt.orderId(), "close payment page", reason)));
    }
  }

  private PaymentOpening giveUp(PaymentAttempt attempt, @Nullable String message) {
    String reason = Objects.requireNonNullElse(message, "no answer");
    return inTransaction(
        () -> {
          endOpening(attempt, State.OPENING);
          events.append(
              new PaymentEvent.GatewayFailed(attempt.orderId(), "open payment page", reason));
          return new PaymentOpening.Unavailable(reason);
        });
  }

  private boolean endOpening(PaymentAttempt attempt, State state) {
    table.endOpening(attempt, state, clock.instant());
    return true;
  }

  private <T> T inTransaction(Supplier<T> work) {
    return Objects.requireNonNull(transaction.execute(_ -> work.get()));
  }
}
