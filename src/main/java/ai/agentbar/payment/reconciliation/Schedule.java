package ai.agentbar.payment.reconciliation;

import ai.agentbar.order.OrderStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * When Midtrans is asked about a payment next. Pure.
 *
 * <table>
 * <caption>The wait after the last question, by how long the method has been open</caption>
 * <tr><th>method</th><th>at first</th><th>later</th></tr>
 * <tr><td>none chosen yet</td><td>5 min</td><td>15 min, after half an hour</td></tr>
 * <tr><td>QRIS, wallets, cards and what else pays at once</td><td>2 min</td><td>10 min, after half an
 *     hour</td></tr>
 * <tr><td>account at a bank</td><td>15 min</td><td>30 min, after two hours</td></tr>
 * <tr><td>Mandiri Bill, shops</td><td>30 min</td><td>60 min, after four hours</td></tr>
 * </table>
 *
 * <p>In the last half hour before the deadline no wait is longer than 5 minutes, and there is
 * always a look {@link #GRACE} after it. An order that is open even then (Midtrans did not answer,
 * or cannot say yet) is looked at every minute, after ten minutes every ten, and after two hours
 * every hour. While notifications are silent, every wait is a tenth.
 *
 * <p>A paid order that had another way to be paid, a second page or a second method, is looked at
 * {@link #GRACE} after its deadline: by then a buyer may have paid twice.
 */
final class Schedule {

  /** After the deadline until the last look: a payment at the last second gets through. */
  static final Duration GRACE = Duration.ofMinutes(2);

  static final int FASTER_IN_SILENCE = 10;

  private static final Duration DENSE_BEFORE_DEADLINE = Duration.ofMinutes(30);
  private static final Duration DENSE = Duration.ofMinutes(5);

  /**
   * Banks reverse a settlement by Permata, Mandiri Bill or Indomaret within about five minutes; one
   * look after that finds a reversal whose notification was lost.
   */
  private static final Duration REVERSED_BY = Duration.ofMinutes(10);

  /** Money that arrives at the boundary: at once, or when the last notification would have come. */
  private static final List<Duration> LATE_MONEY_BY =
      List.of(Duration.ofMinutes(10), Duration.ofHours(6));

  private static final Set<String> PAID_AT_ONCE =
      Set.of("qris", "gopay", "shopeepay", "dana", "ovo", "credit_card", "akulaku", "kredivo");
  private static final Set<String> REVERSING_PROVIDERS = Set.of("permata", "indomaret");
  private static final String MANDIRI_BILL = "echannel";

  private Schedule() {}

  /**
   * A payment that is open.
   *
   * @param method Midtrans' payment type; null while none was chosen
   * @param openedAt since when the buyer may pay by it
   * @param askedAt when Midtrans was asked last; null where it was not yet
   * @param payBy the deadline
   */
  record OpenPayment(
      @Nullable String method, Instant openedAt, @Nullable Instant askedAt, Instant payBy) {}

  /**
   * An order that has ended.
   *
   * @param status as which
   * @param payableAgainUntil when the other ways to pay it end; null where there is none
   * @param askedAt when Midtrans was asked last; null where it was not yet
   */
  record Ended(
      OrderStatus status,
      @Nullable String method,
      @Nullable String provider,
      @Nullable Instant payableAgainUntil,
      Instant endedAt,
      @Nullable Instant askedAt) {}

  private enum Kind {
    UNCHOSEN(Duration.ofMinutes(5), Duration.ofMinutes(30), Duration.ofMinutes(15)),
    AT_ONCE(Duration.ofMinutes(2), Duration.ofMinutes(30), Duration.ofMinutes(10)),
    BANK(Duration.ofMinutes(15), Duration.ofHours(2), Duration.ofMinutes(30)),
    SLOW(Duration.ofMinutes(30), Duration.ofHours(4), Duration.ofMinutes(60));

    private final Duration first;
    private final Duration changesAfter;
    private final Duration later;

    Kind(Duration first, Duration changesAfter, Duration later) {
      this.first = first;
      this.changesAfter = changesAfter;
      this.later = later;
    }

    /** What is not known here is asked about as often as what has not been chosen. */
    static Kind of(@Nullable String method) {
      String name = method == null ? "" : method.toLowerCase(Locale.ROOT);
      if (PAID_AT_ONCE.contains(name)) {
        return AT_ONCE;
      }
      return switch (name) {
        case "bank_transfer" -> BANK;
        case MANDIRI_BILL, "cstore" -> SLOW;
        default -> UNCHOSEN;
      };
    }

    Duration after(Duration age) {
      return age.compareTo(changesAfter) < 0 ? first : later;
    }
  }

  /** When to ask next while notifications come; never before now. */
  static Instant next(OpenPayment payment, Instant now) {
    return next(payment, now, 1);
  }

  /** When to ask next while notifications are silent. */
  static Instant nextInSilence(OpenPayment payment, Instant now) {
    return next(payment, now, FASTER_IN_SILENCE);
  }

  /** The next look at an order that has ended; none where nothing can come any more. */
  static Optional<Instant> next(Ended ended) {
    Stream<Instant> looks =
        switch (ended.status()) {
          case PAID -> Stream.concat(reversal(ended), secondPayment(ended)).sorted();
          case EXPIRED, FAILED -> lateMoney(ended);
          case CREATED, PENDING_PAYMENT ->
              throw new IllegalArgumentException("not ended: " + ended);
        };
    return looks.filter(it -> ended.askedAt() == null || it.isAfter(ended.askedAt())).findFirst();
  }

  private static Stream<Instant> reversal(Ended ended) {
    return mayReverse(ended) ? Stream.of(ended.endedAt().plus(REVERSED_BY)) : Stream.empty();
  }

  private static Stream<Instant> secondPayment(Ended ended) {
    return Stream.ofNullable(ended.payableAgainUntil()).map(it -> it.plus(GRACE));
  }

  private static Stream<Instant> lateMoney(Ended ended) {
    return ended.method() == null
        ? Stream.empty()
        : LATE_MONEY_BY.stream().map(ended.endedAt()::plus);
  }

  private static boolean mayReverse(Ended ended) {
    return MANDIRI_BILL.equals(ended.method())
        || (ended.provider() != null && REVERSING_PROVIDERS.contains(ended.provider()));
  }

  private static Instant next(OpenPayment payment, Instant now, int faster) {
    Instant lastLook = payment.payBy().plus(GRACE);
    Instant from = payment.askedAt() == null ? payment.openedAt() : payment.askedAt();
    Duration wait = from.isBefore(lastLook) ? before(payment, from) : after(lastLook, from);
    Instant next = from.plus(wait.dividedBy(faster));
    if (from.isBefore(lastLook) && next.isAfter(lastLook)) {
      next = lastLook;
    }
    return next.isBefore(now) ? now : next;
  }

  private static Duration before(OpenPayment payment, Instant from) {
    Duration wait = Kind.of(payment.method()).after(Duration.between(payment.openedAt(), from));
    Instant dense = payment.payBy().minus(DENSE_BEFORE_DEADLINE);
    if (!from.isBefore(dense)) {
      return wait.compareTo(DENSE) < 0 ? wait : DENSE;
    }
    // A wait that would jump over the dense half hour ends where that begins.
    return from.plus(wait).isAfter(dense) && wait.compareTo(DENSE) > 0
        ? longer(Duration.between(from, dense), DENSE)
        : wait;
  }

  private static Duration after(Instant lastLook, Instant from) {
    Duration over = Duration.between(lastLook, from);
    if (over.compareTo(Duration.ofMinutes(10)) < 0) {
      return Duration.ofMinutes(1);
    }
    return over.compareTo(Duration.ofHours(2)) < 0 ? Duration.ofMinutes(10) : Duration.ofHours(1);
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? other : one;
  }
}
