package ai.agentbar.order;

import ai.agentbar.event.EventLog;
import ai.agentbar.kernel.OrderId;
import ai.agentbar.order.OrderStatus.Move;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The orders of the shop.
 *
 * <p>Every move of an order locks its row, checks the rank, writes the row and appends the events
 * in the caller's transaction, so a crash leaves either all of it or nothing. Moves may be asked
 * for any number of times and in any order; the rank decides.
 */
@Service
public class Orders {

  private static final int TOKEN_BYTES = 24;
  private static final int ID_TRIES_MAX = 5;

  private final OrderTable table;
  private final OrderSearchTable searching;
  private final EventLog events;
  private final OrderSettings settings;
  private final LanguageSettings languages;
  private final InstantSource clock;
  private final TransactionTemplate transaction;
  private final SecureRandom random = new SecureRandom();

  Orders(
      OrderTable table,
      OrderSearchTable searching,
      EventLog events,
      OrderSettings settings,
      LanguageSettings languages,
      InstantSource clock,
      TransactionTemplate transaction) {
    this.table = table;
    this.searching = searching;
    this.events = events;
    this.settings = settings;
    this.languages = languages;
    this.clock = clock;
    this.transaction = transaction;
  }

  /** Places an order of a buyer who did not choose a language. */
  public Placement place(
      Catalogue.PackageForSale bought, Buyer buyer, @Nullable IdempotencyKey key) {
    return place(bought, buyer, languages.language(), key);
  }

  /**
   * Places an order. Opens the transaction; after a crash the order stands or it does not, and the
   * same idempotency key finds out which.
   */
  public Placement place(
      Catalogue.PackageForSale bought,
      Buyer buyer,
      Language language,
      @Nullable IdempotencyKey key) {
    for (int tried = 1; ; tried++) {
      try {
        Placement placement = transaction.execute(_ -> placeOnce(bought, buyer, language, key));
        return Objects.requireNonNull(placement);
      } catch (DuplicateKeyException taken) {
        // Another order drew the same name; 32^6 names a day make this rare, five times in a row
        // never.
        if (tried == ID_TRIES_MAX) {
          throw taken;
        }
      }
    }
  }

  public Optional<Order> find(OrderId id) {
    return table.find(id);
  }

  /** The order whose buyer's pages this token opens. */
  public Optional<Order> findByToken(String buyerToken) {
    return table.findByToken(buyerToken);
  }

  /** Orders that fit, newest first, up to {@link OrderSearch#ROWS_MAX}. */
  public List<Order> search(OrderSearch search) {
    return searching.find(search);
  }

  /** The order, its row locked until the caller's transaction ends. */
  @Transactional(propagation = Propagation.MANDATORY)
  public Order lock(OrderId id) {
    return table
        .lock(id)
        .orElseThrow(() -> new IllegalArgumentException("there is no order " + id));
  }

  /** Midtrans opened a payment for the order. */
  @Transactional(propagation = Propagation.MANDATORY)
  public Move paymentOpened(OrderId id) {
    return move(id, OrderStatus.PENDING_PAYMENT, "payment opened");
  }

  /** The time to pay is over, and Midtrans said that nothing was paid. */
  @Transactional(propagation = Propagation.MANDATORY)
  public Move expire(OrderId id, String reason) {
    return move(id, OrderStatus.EXPIRED, reason);
  }

  /** The payment ended without money, and Midtrans said so. */
  @Transactional(propagation = Propagation.MANDATORY)
  public Move fail(OrderId id, String reason) {
    return move(id, OrderStatus.FAILED, reason);
  }

  /** The money is there: the order is paid and what it bought is granted, once. */
  @Transactional(propagation = Propagation.MANDATORY)
  public Move settle(OrderId id, PaymentProof proof) {
    Move move = move(id, OrderStatus.PAID, "proven by " + proof.source());
    Order order = lock(id);
    if (table.grant(order, clock.instant())) {
      events.append(new OrderEvent.EntitlementGranted(id, order.packageId()));
    }
    return move;
  }

  /**
   * All money of a paid order went again: the access it bought rests. The order stays PAID and the
   * grant stays; false where nothing was granted, or it rests already.
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public boolean suspend(OrderId id, SuspensionReason reason) {
    Order order = lock(id);
    boolean suspended = table.suspend(id, reason, clock.instant());
    if (suspended) {
      events.append(new OrderEvent.EntitlementSuspended(id, order.packageId(), reason));
    }
    return suspended;
  }

  /** Money is there again: what rested is given back; false where nothing rested. */
  @Transactional(propagation = Propagation.MANDATORY)
  public boolean restore(OrderId id) {
    Order order = lock(id);
    Optional<SuspensionReason> reason = table.restore(id);
    reason.ifPresent(
        it -> events.append(new OrderEvent.EntitlementRestored(id, order.packageId(), it)));
    return reason.isPresent();
  }

  /** Whether the buyer has access now: it was granted, and it is not suspended. */
  public boolean isEntitled(OrderId id) {
    return table.isEntitled(id);
  }

  /** What was granted for the order, resting or not; nothing where nothing was. */
  public Optional<Entitlement> entitlement(OrderId id) {
    return table.entitlement(id);
  }

  private Placement placeOnce(
      Catalogue.PackageForSale bought,
      Buyer buyer,
      Language language,
      @Nullable IdempotencyKey key) {
    Instant now = clock.instant();
    OrderId id = OrderId.next(now, random);
    if (key != null && !table.claimKey(key, id, now)) {
      IdempotencyRow earlier = table.findKey(key.value());
      return earlier.requestHash().equals(key.requestHash())
          ? new Placement.Repeated(table.find(earlier.orderId()).orElseThrow())
          : new Placement.KeyReused();
    }
    Order order =
        new Order(
            id,
            newToken(),
            bought.id(),
            bought.amount(),
            buyer,
            language,
            OrderStatus.CREATED,
            false,
            now,
            now.plus(settings.payWithin()),
            null);
    table.insert(order);
    events.append(new OrderEvent.Created(id, bought.id(), bought.amount()));
    return new Placement.Placed(order);
  }

  private Move move(OrderId id, OrderStatus target, String reason) {
    Order order = lock(id);
    Move move = order.status().to(target);
    if (move == Move.APPLIED) {
      boolean late = target == OrderStatus.PAID && order.status().isEndedUnpaid();
      table.move(order, target, late, clock.instant());
      events.append(
          new OrderEvent.StatusChanged(id, order.status(), target, order.amount(), late, reason));
    }
    return move;
  }

  private String newToken() {
    byte[] bytes = new byte[TOKEN_BYTES];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
