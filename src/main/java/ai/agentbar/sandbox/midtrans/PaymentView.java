package ai.agentbar.sandbox.midtrans;

import ai.agentbar.kernel.Wib;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriUtils;

/** What the payment page shows, in the words of the page. */
final class PaymentView {

  private PaymentView() {}

  /** One attempt on the page. */
  record Attempt(
      String id,
      String method,
      String status,
      String tone,
      String payBefore,
      boolean waiting,
      List<Instruction> instructions,
      List<Choice> outcomes) {}

  /** Something the buyer must type elsewhere. */
  record Instruction(String label, String value) {}

  /** A button. */
  record Choice(String wire, String label, boolean good) {}

  /** Methods under one heading. */
  record Group(String title, List<Choice> methods) {}

  static List<Attempt> attempts(List<Transaction> transactions, Instant now) {
    return transactions.stream().map(transaction -> attempt(transaction, now)).toList();
  }

  /** The methods a buyer may still choose; none once the page is closed or the order paid. */
  static List<Group> offered(Session session, List<Transaction> transactions) {
    boolean over =
        session.state() != Session.State.OPEN
            || transactions.stream().anyMatch(transaction -> transaction.status().isProcessed());
    if (over) {
      return List.of();
    }
    Map<Method.Family, List<Choice>> byFamily =
        Arrays.stream(Method.values())
            .filter(method -> method.isEnabledBy(session.request().enabledPayments()))
            .collect(
                Collectors.groupingBy(
                    Method::family,
                    LinkedHashMap::new,
                    Collectors.mapping(
                        method -> new Choice(method.wire(), method.shortLabel(), true),
                        Collectors.toList())));
    return byFamily.entrySet().stream()
        .map(entry -> new Group(entry.getKey().title(), entry.getValue()))
        .toList();
  }

  /** Whether a QR can be shown. */
  static boolean isScannable(Session session) {
    return session.state() == Session.State.OPEN
        && Method.QRIS.isEnabledBy(session.request().enabledPayments());
  }

  /** Where the merchant wants the buyer next; what it appends proves nothing, as in life. */
  static Optional<URI> finish(Session session, List<Transaction> newestFirst) {
    return session
        .request()
        .finishUrl()
        .filter(_ -> !newestFirst.isEmpty())
        .map(
            url ->
                UriComponentsBuilder.fromUri(url)
                    .queryParam(
                        "order_id",
                        UriUtils.encode(session.request().orderId(), StandardCharsets.UTF_8))
                    .queryParam(
                        "status_code",
                        newestFirst
                            .getFirst()
                            .status()
                            .notificationCode(newestFirst.getFirst().fraud()))
                    .queryParam("transaction_status", newestFirst.getFirst().status().wire())
                    .build(true)
                    .toUri());
  }

  private static Attempt attempt(Transaction transaction, Instant now) {
    List<Choice> outcomes =
        Lifecycle.possible(transaction, now).stream()
            .filter(outcome -> isOffered(transaction, outcome))
            .map(
                outcome ->
                    new Choice(outcome.wire(), label(transaction, outcome), outcome.isGood()))
            .toList();
    return new Attempt(
        transaction.id(),
        transaction.method().label(),
        transaction.isChallenged() ? "challenged" : transaction.status().wire().replace('_', ' '),
        transaction.tone(),
        Wib.readable(transaction.expiresAt()),
        transaction.status() == Status.PENDING,
        instructions(transaction),
        outcomes);
  }

  /** A card is captured first; settling it by hand would only confuse. */
  private static boolean isOffered(Transaction transaction, Outcome outcome) {
    boolean pendingCard =
        transaction.method() == Method.CREDIT_CARD && transaction.status() == Status.PENDING;
    return !(pendingCard && outcome == Outcome.SETTLE);
  }

  private static String label(Transaction transaction, Outcome outcome) {
    boolean card = transaction.method() == Method.CREDIT_CARD;
    return switch (outcome) {
      case EXPIRE -> card ? "Leave 3-D Secure unanswered" : outcome.label();
      case SETTLE ->
          switch (transaction.status()) {
            case CAPTURE -> "Settle the captured amount";
            case EXPIRE -> "The money arrives after all";
            default -> outcome.label();
          };
      default -> outcome.label();
    };
  }

  private static List<Instruction> instructions(Transaction transaction) {
    return transaction.methodFields().entrySet().stream()
        .flatMap(
            field ->
                switch (field.getKey()) {
                  case "va_numbers" ->
                      Stream.of(
                          new Instruction(
                              "Virtual account", virtualAccount(String.valueOf(field.getValue()))));
                  case "permata_va_number" -> line("Virtual account", field.getValue());
                  case "biller_code" -> line("Biller code", field.getValue());
                  case "bill_key" -> line("Bill key", field.getValue());
                  case "payment_code" -> line("Payment code", field.getValue());
                  case "masked_card" -> line("Card", field.getValue());
                  default -> Stream.<Instruction>empty();
                })
        .toList();
  }

  private static Stream<Instruction> line(String label, Object value) {
    return Stream.of(new Instruction(label, value.toString()));
  }

  private static String virtualAccount(String vaNumbers) {
    return vaNumbers.replaceAll("\\D", "");
  }
}
