package ai.agentbar.web.checkout;

import ai.agentbar.order.Catalogue.PackageForSale;
import ai.agentbar.order.Order;
import ai.agentbar.payment.PaymentFact.Kind;
import ai.agentbar.payment.PaymentInstruction;
import ai.agentbar.payment.PaymentPage;
import ai.agentbar.payment.PaymentPopup;
import ai.agentbar.payment.TransactionStatus;
import ai.agentbar.web.console.Reader;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The words and links of the buyer's page; an empty text where there is none.
 *
 * @param moment the one the state speaks of: until when to pay, or when the money arrived
 * @param until the same for the script that counts down, in seconds since 1970; 0 where nothing is
 *     counted
 * @param version another one whenever the page says something else
 */
record OrderPageView(
    String token,
    String orderId,
    BuyerState state,
    String packageName,
    String amount,
    String placed,
    String moment,
    long until,
    String left,
    @Nullable PayHow how,
    Pay pay,
    String accessLink,
    String againFor,
    List<String> notes,
    String version) {

  /**
   * The ways to the open payment.
   *
   * @param link the payment page
   * @param snapToken opens it over this page
   */
  record Pay(String link, String snapToken) {

    private static final Pay NONE = new Pay("", "");

    static Pay of(Optional<PaymentPage> page) {
      return page.map(it -> new Pay(it.redirectUrl(), it.token())).orElse(NONE);
    }

    public boolean isOpen() {
      return !link.isEmpty();
    }
  }

  static OrderPageView of(OrderKnown known, Instant now, Reader reader) {
    Order order = known.order();
    BuyerState state = BuyerState.of(known, now);
    Instant moment = moment(known, state);
    boolean counts = state.isPayable();
    PayHow how = state == BuyerState.CHOSEN ? known.waiting().map(PayHow::of).orElse(null) : null;
    Pay pay = state.isPayable() ? Pay.of(known.page()) : Pay.NONE;
    List<String> notes = notes(known);
    return new OrderPageView(
        order.buyerToken(),
        order.id().value(),
        state,
        known.onSale().map(PackageForSale::name).orElse(order.packageId()),
        reader.rupiah(order.amount()),
        reader.minute(order.createdAt()),
        reader.minute(moment),
        counts ? moment.getEpochSecond() : 0,
        counts ? reader.lasted(Duration.between(now, moment)) : "",
        how,
        pay,
        known.hasAccess() ? known.onSale().map(it -> it.accessLink().toString()).orElse("") : "",
        state.isEnded() ? known.onSale().map(it -> reader.rupiah(it.amount())).orElse("") : "",
        notes,
        Integer.toHexString(Objects.hash(state, moment, how, pay, known.hasAccess(), notes)));
  }

  /** For the page's frame: whether it may still open a payment, and so needs the script. */
  Optional<PaymentPopup.Script> needs(PaymentPopup popup) {
    return state.isPayable() ? popup.script() : Optional.empty();
  }

  /** What the method that was chosen leaves of the time to pay may be less than the order's. */
  private static Instant moment(OrderKnown known, BuyerState state) {
    Order order = known.order();
    Instant paidAt = order.paidAt();
    if (paidAt != null) {
      return paidAt;
    }
    return state == BuyerState.CHOSEN
        ? known
            .waiting()
            .flatMap(it -> it.instruction())
            .map(PaymentInstruction::payBefore)
            .filter(it -> it.isBefore(order.payBy()))
            .orElse(order.payBy())
        : order.payBy();
  }

  /** What stands beside the state and concerns the buyer's money. */
  private static List<String> notes(OrderKnown known) {
    List<String> notes = new ArrayList<>();
    if (known.has(Kind.DOUBLE_PAYMENT)) {
      notes.add("twice");
    }
    if (known.has(Kind.AMOUNT_MISMATCH) || known.has(Kind.CURRENCY_MISMATCH)) {
      notes.add("mismatch");
    }
    if (known.suspension().isEmpty()) {
      if (known.has(TransactionStatus.REFUNDED)) {
        notes.add("refund");
      } else if (known.has(TransactionStatus.PARTIALLY_REFUNDED)) {
        notes.add("refund-part");
      }
    }
    return List.copyOf(notes);
  }
}
