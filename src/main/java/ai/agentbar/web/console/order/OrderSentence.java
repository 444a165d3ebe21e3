package ai.agentbar.web.console.order;

import ai.agentbar.order.Entitlement;
import ai.agentbar.order.Order;
import ai.agentbar.order.OrderStatus;
import ai.agentbar.payment.PaymentDossier.Transaction;
import ai.agentbar.payment.PaymentFact.Kind;
import ai.agentbar.payment.TransactionStatus;
import ai.agentbar.web.console.Words;
import java.time.Instant;
import java.util.Optional;

/**
 * Why an order stands as it does, in one sentence, and whether a person should worry. Pure.
 *
 * @param tone {@code good}, {@code warn}, {@code bad}, or empty
 */
record OrderSentence(String text, String tone) {

  static OrderSentence of(OrderFile file, Instant now, Words words) {
    return switch (file.order().status()) {
      case PAID -> paid(file, words);
      case CREATED, PENDING_PAYMENT -> open(file, now, words);
      case FAILED, EXPIRED -> ended(file, words);
    };
  }

  private static OrderSentence paid(OrderFile file, Words words) {
    Optional<Entitlement.Suspension> suspension =
        file.entitlement().flatMap(Entitlement::suspension);
    if (file.entitlement().isEmpty()) {
      return new OrderSentence(words.say("why.paid.no-access"), "bad");
    }
    if (suspension.isPresent()) {
      return new OrderSentence(
          words.say("why.paid.suspended", words.of("suspension", suspension.get().reason())),
          "bad");
    }
    if (file.has(Kind.DOUBLE_PAYMENT)) {
      return new OrderSentence(words.say("why.paid.double"), "bad");
    }
    String method = holding(file).map(it -> method(it, words)).orElse(words.say("method.unknown"));
    return new OrderSentence(
        words.say(file.order().late() ? "why.paid.late" : "why.paid", method, paidAt(file, words)),
        "good");
  }

  private static OrderSentence open(OrderFile file, Instant now, Words words) {
    Order order = file.order();
    String payBy = words.reader().moment(order.payBy());
    if (file.has(Kind.AMOUNT_MISMATCH)
        || file.has(Kind.CURRENCY_MISMATCH)
        || file.has(Kind.MERCHANT_MISMATCH)) {
      return new OrderSentence(words.say("why.open.mismatch"), "bad");
    }
    if (newest(file).filter(it -> it.status() == TransactionStatus.REVIEW).isPresent()) {
      return new OrderSentence(words.say("why.open.review"), "warn");
    }
    if (now.isAfter(order.payBy())) {
      return new OrderSentence(words.say("why.open.overdue", payBy), "warn");
    }
    return newest(file)
        .filter(it -> it.status().isLive())
        .map(it -> words.say("why.open.method", method(it, words), payBy))
        .map(it -> new OrderSentence(it, ""))
        .orElseGet(() -> new OrderSentence(words.say(waiting(file), payBy), ""));
  }

  private static String waiting(OrderFile file) {
    if (file.payments().pages().isEmpty()) {
      return "why.open.no-page";
    }
    return file.order().status() == OrderStatus.CREATED ? "why.open.opening" : "why.open.page";
  }

  private static OrderSentence ended(OrderFile file, Words words) {
    String payBy = words.reader().moment(file.order().payBy());
    String end = Words.lower(file.order().status());
    return newest(file)
        .map(
            it ->
                words.say(
                    "why." + end + ".method",
                    method(it, words),
                    words.of("transaction", it.status()),
                    payBy))
        .map(it -> new OrderSentence(it, ""))
        .orElseGet(() -> new OrderSentence(words.say("why." + end, payBy), ""));
  }

  private static Optional<Transaction> newest(OrderFile file) {
    return file.payments().transactions().stream().reduce((_, later) -> later);
  }

  private static Optional<Transaction> holding(OrderFile file) {
    return file.payments().transactions().stream()
        .filter(it -> it.status().holdsMoney())
        .findFirst();
  }

  private static String method(Transaction transaction, Words words) {
    return words.of("method", transaction.paymentType());
  }

  private static String paidAt(OrderFile file, Words words) {
    Instant paidAt = file.order().paidAt();
    return paidAt == null ? "" : words.reader().moment(paidAt);
  }
}
