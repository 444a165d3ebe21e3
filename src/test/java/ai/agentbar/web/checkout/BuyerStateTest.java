package ai.agentbar.web.checkout;

import static org.assertj.core.api.Assertions.assertThat;

import ai.agentbar.kernel.Email;
import ai.agentbar.kernel.OrderId;
import ai.agentbar.kernel.Phone;
import ai.agentbar.kernel.Rupiah;
import ai.agentbar.order.Buyer;
import ai.agentbar.order.Entitlement;
import ai.agentbar.order.Entitlement.Suspension;
import ai.agentbar.order.Language;
import ai.agentbar.order.Order;
import ai.agentbar.order.OrderStatus;
import ai.agentbar.order.SuspensionReason;
import ai.agentbar.payment.PaymentDossier;
import ai.agentbar.payment.PaymentDossier.Transaction;
import ai.agentbar.payment.PaymentFact;
import ai.agentbar.payment.PaymentFact.Kind;
import ai.agentbar.payment.PaymentInstruction;
import ai.agentbar.payment.PaymentPage;
import ai.agentbar.payment.TransactionStatus;
import ai.agentbar.web.console.Reader;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class BuyerStateTest {

  private static final Instant NOW = Instant.parse("2026-11-23T03:00:00Z");
  private static final Instant PAY_BY = NOW.plus(Duration.ofHours(1));
  private static final Reader READER = Reader.of(Locale.ENGLISH, "WIB");

  @ParameterizedTest
  @CsvSource({
    "'', OPEN",
    "PENDING, CHOSEN",
    "DENIED, DECLINED",
    "FAILED, DECLINED",
    "CANCELLED, DECLINED",
    "EXPIRED, DECLINED",
    "DENIED PENDING, CHOSEN",
    "PENDING DENIED, CHOSEN",
    "REVIEW, REVIEW",
    "DENIED REVIEW, REVIEW",
    "AUTHORIZED, REVIEW"
  })
  void an_open_order_stands_as_its_transactions_do(String transactions, BuyerState expected) {
    assertThat(BuyerState.of(open(transactions), NOW)).isEqualTo(expected);
  }

  @Test
  void nobody_is_asked_to_pay_once_the_time_is_over_or_while_a_payment_is_looked_at() {
    for (String transactions : List.of("", "PENDING", "DENIED", "REVIEW")) {
      OrderKnown known = open(transactions);
      assertThat(BuyerState.of(known, PAY_BY).isPayable()).as(transactions).isFalse();
      assertThat(BuyerState.of(known, PAY_BY.minusNanos(1)).isPayable())
          .as(transactions)
          .isEqualTo(!transactions.equals("REVIEW"));
    }
  }

  @ParameterizedTest
  @EnumSource(SuspensionReason.class)
  void a_paid_order_whose_money_went_shows_no_access(SuspensionReason reason) {
    OrderKnown known =
        paid(false, Optional.of(new Suspension(NOW, reason)), TransactionStatus.REFUNDED);

    OrderPageView view = OrderPageView.of(known, NOW, READER);

    assertThat(view.state()).isNotIn(BuyerState.PAID, BuyerState.LATE);
    assertThat(view.accessLink()).isEmpty();
    assertThat(view.pay().isOpen()).isFalse();
  }

  @Test
  void late_money_is_money() {
    assertThat(BuyerState.of(paid(true, Optional.empty(), TransactionStatus.PAID), NOW))
        .isEqualTo(BuyerState.LATE);
    assertThat(BuyerState.of(paid(false, Optional.empty(), TransactionStatus.PAID), NOW))
        .isEqualTo(BuyerState.PAID);
  }

  @Test
  void a_refund_that_left_the_access_is_told_beside_it() {
    assertThat(notes(paid(false, Optional.empty(), TransactionStatus.PARTIALLY_REFUNDED)))
        .containsExactly("refund-part");
    assertThat(notes(paid(false, Optional.empty(), TransactionStatus.REFUNDED)))
        .containsExactly("refund");
    assertThat(
            notes(
                paid(
                    false,
                    Optional.of(new Suspension(NOW, SuspensionReason.REFUND)),
                    TransactionStatus.REFUNDED)))
        .isEmpty();
    assertThat(notes(open("", Kind.DOUBLE_PAYMENT, Kind.AMOUNT_MISMATCH, Kind.UNDER_REVIEW)))
        .containsExactly("twice", "mismatch");
  }

  @Test
  void the_version_changes_whenever_the_page_says_something_else_and_only_then() {
    String before = OrderPageView.of(open("PENDING"), NOW, READER).version();

    assertThat(OrderPageView.of(open("PENDING"), NOW.plusSeconds(20), READER).version())
        .isEqualTo(before);
    assertThat(
            Stream.of(
                    open(""),
                    open("PENDING DENIED", Kind.DOUBLE_PAYMENT),
                    paid(false, Optional.empty(), TransactionStatus.PAID))
                .map(it -> OrderPageView.of(it, NOW, READER).version()))
        .doesNotContain(before)
        .doesNotHaveDuplicates();
  }

  @Test
  void what_the_method_leaves_of_the_time_is_counted_where_it_is_less_than_the_orders() {
    Instant sooner = NOW.plus(Duration.ofMinutes(15));
    Instant later = PAY_BY.plusSeconds(60);

    assertThat(OrderPageView.of(chosen("qris", code("", "", sooner)), NOW, READER).until())
        .isEqualTo(sooner.getEpochSecond());
    assertThat(OrderPageView.of(chosen("qris", code("", "", later)), NOW, READER).until())
        .isEqualTo(PAY_BY.getEpochSecond());
  }

  @Test
  void whoever_chose_an_account_a_bill_or_a_shop_reads_where_to_pay() {
    assertThat(how("bank_transfer", code("bca", "82406011792", null)))
        .isEqualTo(new PayHow("account", "BCA", "bank_transfer", "", "82406011792"));
    assertThat(how("echannel", new PaymentInstruction("mandiri", "70012", "990000000260", null)))
        .isEqualTo(new PayHow("bill", "Mandiri", "echannel", "70012", "990000000260"));
    assertThat(how("cstore", code("indomaret", "300063000630006300", null)).kind())
        .isEqualTo("till");
    assertThat(how("gopay", code("", "", null)).kind()).isEqualTo("page");
    assertThat(how("a_new_method", code("newbank", "123456", null)))
        .isEqualTo(new PayHow("account", "newbank", "unknown", "", "123456"));
  }

  private static PayHow how(String method, PaymentInstruction instruction) {
    return Objects.requireNonNull(OrderPageView.of(chosen(method, instruction), NOW, READER).how());
  }

  private static List<String> notes(OrderKnown known) {
    return OrderPageView.of(known, NOW, READER).notes();
  }

  private static PaymentInstruction code(String place, String code, @Nullable Instant before) {
    return new PaymentInstruction(place, "", code, before);
  }

  private static OrderKnown open(String transactions, Kind... facts) {
    List<Transaction> list =
        Stream.of(transactions.split(" "))
            .filter(it -> !it.isEmpty())
            .map(it -> transaction(it, "qris", TransactionStatus.valueOf(it), Optional.empty()))
            .toList();
    return known(order(OrderStatus.PENDING_PAYMENT, false), list, Optional.empty(), facts);
  }

  private static OrderKnown chosen(String method, PaymentInstruction instruction) {
    return known(
        order(OrderStatus.PENDING_PAYMENT, false),
        List.of(transaction("t-1", method, TransactionStatus.PENDING, Optional.of(instruction))),
        Optional.empty());
  }

  private static OrderKnown paid(
      boolean late, Optional<Suspension> suspension, TransactionStatus status) {
    return known(
        order(OrderStatus.PAID, late),
        List.of(transaction("t-1", "qris", status, Optional.empty())),
        Optional.of(new Entitlement("film-basic", NOW, suspension)));
  }

  private static OrderKnown known(
      Order order,
      List<Transaction> transactions,
      Optional<Entitlement> entitlement,
      Kind... facts) {
    return new OrderKnown(
        new PaymentDossier(order, List.of(), transactions),
        Optional.empty(),
        entitlement,
        Stream.of(facts).map(it -> new PaymentFact(it, "key")).collect(Collectors.toSet()),
        Optional.of(new PaymentPage(order.id() + "-1", "token", "https://example.com/pay")));
  }

  private static Transaction transaction(
      String id,
      String method,
      TransactionStatus status,
      Optional<PaymentInstruction> instruction) {
    return new Transaction(id, "231126ABCDEF-1", method, status, instruction);
  }

  private static Order order(OrderStatus status, boolean late) {
    return new Order(
        new OrderId("231126ABCDEF"),
        "a-token",
        "film-basic",
        new Rupiah(99_000),
        new Buyer("Siti", new Email("siti@example.com"), new Phone("081234567890")),
        Language.ID,
        status,
        late,
        NOW,
        PAY_BY,
        status == OrderStatus.PAID ? NOW : null);
  }
}
