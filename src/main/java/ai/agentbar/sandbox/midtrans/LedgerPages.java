package ai.agentbar.sandbox.midtrans;

import static org.springframework.web.servlet.function.RouterFunctions.route;

import ai.agentbar.kernel.Wib;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerResponse;

/** What was paid and what was told about it, for people. */
final class LedgerPages {

  private static final int ROWS_MAX = 100;
  private static final int REFRESH_SECONDS = 5;

  private final Ledger ledger;
  private final Postman postman;

  LedgerPages(Ledger ledger, Postman postman) {
    this.ledger = ledger;
    this.postman = postman;
  }

  /** One transaction in the list. */
  record TransactionRow(
      String token,
      String order,
      String method,
      String amount,
      String status,
      String tone,
      String at) {}

  /** One delivery attempt in the list. */
  record DeliveryRow(
      String order,
      String status,
      String kind,
      int attempt,
      String answer,
      String fate,
      String tone,
      String at) {}

  RouterFunction<ServerResponse> routes() {
    return route()
        .GET("/transactions", _ -> transactions())
        .GET("/deliveries", _ -> deliveries())
        .build();
  }

  private ServerResponse transactions() {
    List<TransactionRow> rows =
        ledger.newest(ROWS_MAX).stream()
            .map(
                transaction ->
                    new TransactionRow(
                        ledger.sessionOf(transaction).map(Session::token).orElse(""),
                        transaction.orderId(),
                        transaction.method().label(),
                        transaction.amount().toString(),
                        transaction.isChallenged() ? "challenge" : transaction.status().wire(),
                        transaction.tone(),
                        Wib.readable(transaction.createdAt())))
            .toList();
    return ServerResponse.ok()
        .render("transactions", Map.of("rows", rows, "refreshSeconds", REFRESH_SECONDS));
  }

  private ServerResponse deliveries() {
    List<DeliveryRow> rows =
        postman.newest(ROWS_MAX).stream()
            .map(
                delivery ->
                    new DeliveryRow(
                        delivery.orderId(),
                        delivery.transactionStatus(),
                        delivery.kind().name().toLowerCase(Locale.ROOT),
                        delivery.attempt(),
                        delivery.answer() == RetryLadder.NO_ANSWER
                            ? "no answer"
                            : "HTTP " + delivery.answer(),
                        delivery.fate().label(),
                        delivery.fate().tone(),
                        Wib.readable(delivery.at())))
            .toList();
    return ServerResponse.ok()
        .render("deliveries", Map.of("rows", rows, "refreshSeconds", REFRESH_SECONDS));
  }
}
