package ai.agentbar.sandbox.midtrans;

import ai.agentbar.kernel.Rupiah;
import ai.agentbar.sandbox.base.Timetable;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * Every Snap token and every transaction of the merchant, and the one place where they change.
 *
 * <p>Threads: one lock. A change and the letter about it are made under it, so letters are written
 * in the order of the changes; sending them happens elsewhere. Times are judged by the clock handed
 * in.
 */
final class Ledger {

  private static final Duration PAGE_LIFE = Duration.ofHours(24);
  private static final Duration PAGE_LIFE_MAX = Duration.ofDays(7);
  private static final Duration REFUND_CONFIRMED_AFTER = Duration.ofSeconds(30);

  private final MidtransSettings settings;
  private final Notifications notifications;
  private final Timetable timetable;
  private final InstantSource clock;
  private final RandomGenerator random;
  private final LedgerShelves shelves = new LedgerShelves();

  Ledger(
      MidtransSettings settings,
      Notifications notifications,
      Timetable timetable,
      InstantSource clock,
      RandomGenerator random) {
    this.settings = settings;
    this.notifications = notifications;
    this.timetable = timetable;
    this.clock = clock;
    this.random = random;
  }

  /** The answer to a request for a payment page. */
  sealed interface Creation {
    record Created(Session session) implements Creation {}

    /** The order id is pending or paid. */
    record Taken(String reason) implements Creation {}
  }

  /** The answer to closing a payment page. */
  sealed interface Closing {
    record Closed(Instant at) implements Closing {}

    record NotClosed(int httpStatus, String reason) implements Closing {}
  }

  /** Opens a payment page; a page of the same order on which nothing was chosen dies by it. */
  synchronized Creation create(SnapRequest request, List<URI> urls) {
    for (Transaction transaction : shelves.transactionsOf(request.orderId())) {
      if (!transaction.status().leavesOrderIdFree()) {
        return new Creation.Taken(takenBy(transaction));
      }
    }
    shelves
        .newestSessionOf(request.orderId())
        .ifPresent(old -> shelves.put(old.to(Session.State.REPLACED)));
    List<URI> told = urls.isEmpty() ? notifications.defaultUrls() : urls;
    Session session = new Session(newId(), request, told, pageEnd(request), Session.State.OPEN);
    shelves.put(session);
    return new Creation.Created(session);
  }

  synchronized Optional<Session> session(String token) {
    return shelves.session(token).map(session -> session.at(clock.instant()));
  }

  /**
   * Closes a page. What Midtrans says of one whose time is over is not documented; the words here
   * are made up, so that nobody relies on any.
   */
  synchronized Closing close(String token) {
    Optional<Session> session = session(token);
    if (session.isEmpty() || session.get().state() == Session.State.REPLACED) {
      return new Closing.NotClosed(404, "token not found");
    }
    if (session.get().state() == Session.State.CANCELLED) {
      return new Closing.NotClosed(400, "token already canceled");
    }
    if (isInProgress(session.get())) {
      return new Closing.NotClosed(400, "Transaction is on progress");
    }
    if (session.get().state() == Session.State.ENDED) {
      return new Closing.NotClosed(400, "token has expired");
    }
    shelves.put(session.get().to(Session.State.CANCELLED));
    return new Closing.Closed(clock.instant());
  }

  /**
   * The buyer picks a method, by token or by order id; a new transaction begins to wait for money.
   */
  synchronized Move choose(String tokenOrOrderId, Method method) {
    Optional<Session> found =
        session(tokenOrOrderId).or(() -> shelves.newestSessionOf(tokenOrOrderId));
    if (found.isEmpty()) {
      return new Move.Unknown();
    }
    Session session = found.get().at(clock.instant());
    Optional<String> objection = objection(session, method);
    if (objection.isPresent()) {
      return new Move.Refused("406", objection.get());
    }
    Instant now = clock.instant();
    Transaction transaction =
        new Transaction(
            newId(),
            session.request().orderId(),
            method,
            session.request().amount(),
            Status.PENDING,
            Fraud.ACCEPT,
            now,
            deadline(session.request(), method, now),
            null,
            MethodFields.chosen(method, random),
            List.of());
    shelves.put(transaction, session.token());
    return told(transaction);
  }

  /** Makes something happen to a transaction, by transaction id or by order id (its newest). */
  synchronized Move apply(String id, Outcome outcome) {
    Optional<Transaction> found = shelves.transaction(id);
    if (found.isEmpty()) {
      return new Move.Unknown();
    }
    Transaction transaction = found.get();
    return switch (outcome) {
      case REFUND -> refund(id, new RefundOrder(newId(), null, "asked by the buyer"));
      case PARTIAL_REFUND ->
          refund(id, new RefundOrder(newId(), half(transaction), "asked by the buyer"));
      default ->
          Lifecycle.next(transaction, outcome, clock.instant())
              .map(next -> changed(transaction, next))
              .orElseGet(Move.Refused::wrongState);
    };
  }

  /**
   * Gives money back. Midtrans tells of it twice: when it is asked for and when the bank agrees.
   */
  synchronized Move refund(String id, RefundOrder order) {
    Optional<Transaction> found = shelves.transaction(id);
    if (found.isEmpty()) {
      return new Move.Unknown();
    }
    Move move = order.applyTo(found.get(), clock.instant());
    if (move instanceof Move.Done(Transaction refunded)) {
      timetable.after(
          settings.pace().shorten(REFUND_CONFIRMED_AFTER),
          () -> confirmRefund(refunded.id(), order.key()));
      return told(refunded);
    }
    return move;
  }

  /** Lets every pending transaction whose time is over expire, and tells of it. */
  synchronized void expireDue() {
    Instant now = clock.instant();
    shelves.pending().stream()
        .filter(transaction -> !now.isBefore(transaction.expiresAt()))
        .forEach(transaction -> told(transaction.to(Status.EXPIRE)));
  }

  synchronized Optional<Transaction> transaction(String id) {
    return shelves.transaction(id);
  }

  /** The page a transaction was begun on. */
  synchronized Optional<Session> sessionOf(Transaction transaction) {
    return shelves.sessionOf(transaction);
  }

  synchronized List<Transaction> transactionsOf(String orderId) {
    return shelves.transactionsOf(orderId);
  }

  synchronized List<Transaction> newest(int count) {
    return shelves.newest(count);
  }

  /** A name in the form of Midtrans' own: a random UUID, drawn from the seed. */
  synchronized String newId() {
    long version4 = (random.nextLong() & ~0xF000L) | 0x4000L;
    long variant = (random.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
    return new UUID(version4, variant).toString();
  }

  private static String takenBy(Transaction transaction) {
    return transaction.status().isUndecided()
        ? "transaction_details.order_id has already been taken"
        : "transaction_details.order_id has been paid and utilized, please use another order ID";
  }

  private boolean isInProgress(Session session) {
    return shelves.transactionsOf(session.request().orderId()).stream()
        .anyMatch(transaction -> !transaction.status().leavesOrderIdFree());
  }

  private Optional<String> objection(Session session, Method method) {
    if (session.state() != Session.State.OPEN) {
      return Optional.of("the payment page is no longer open");
    }
    if (!method.isEnabledBy(session.request().enabledPayments())) {
      return Optional.of("the merchant does not offer " + method.wire());
    }
    return shelves.transactionsOf(session.request().orderId()).stream()
            .anyMatch(transaction -> transaction.status().isProcessed())
        ? Optional.of("transaction has been processed")
        : Optional.empty();
  }

  private Move changed(Transaction before, Transaction next) {
    boolean paidNow = before.status().isUndecided() || before.status() == Status.EXPIRE;
    boolean money = next.status() == Status.SETTLEMENT || next.status() == Status.CAPTURE;
    return told(
        paidNow && money
            ? next.with(MethodFields.paid(next.method(), next.amount(), clock.instant(), random))
            : next);
  }

  private synchronized void confirmRefund(String id, String key) {
    shelves
        .transaction(id)
        .map(transaction -> transaction.confirmed(key, clock.instant()))
        .ifPresent(this::told);
  }

  private Move.Done told(Transaction transaction) {
    shelves.replace(transaction);
    shelves.sessionOf(transaction).ifPresent(session -> notifications.tell(transaction, session));
    return new Move.Done(transaction);
  }

  private static Rupiah half(Transaction transaction) {
    return new Rupiah(transaction.refundable().amount() / 2);
  }

  private Instant pageEnd(SnapRequest request) {
    return request
        .pageExpiry()
        .or(request::expiry)
        .map(expiry -> end(expiry, clock.instant()))
        .orElseGet(() -> clock.instant().plus(settings.pace().shorten(PAGE_LIFE)));
  }

  private Instant deadline(SnapRequest request, Method method, Instant chosenAt) {
    return request
        .expiry()
        .map(expiry -> end(expiry, chosenAt))
        .orElseGet(() -> chosenAt.plus(settings.pace().shorten(method.payableFor())));
  }

  private Instant end(SnapRequest.Expiry expiry, Instant otherwiseFrom) {
    Instant start = expiry.startsAt() == null ? otherwiseFrom : expiry.startsAt();
    Duration length =
        expiry.length().compareTo(PAGE_LIFE_MAX) > 0 ? PAGE_LIFE_MAX : expiry.length();
    // What the merchant asked for is the merchant's own time; only Midtrans' defaults are
    // shortened.
    return start.plus(length);
  }
}
