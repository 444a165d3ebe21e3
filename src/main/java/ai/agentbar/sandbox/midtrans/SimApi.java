package ai.agentbar.sandbox.midtrans;

import static org.springframework.web.servlet.function.RouterFunctions.route;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/** Drives the simulator from tests and scripts, under {@code /_sim}; no key is asked for. */
final class SimApi {

  private static final int LISTED_MAX = 200;

  private final Ledger ledger;
  private final Buttons buttons;
  private final TransactionBodies bodies;
  private final Notifications notifications;
  private final Postman postman;
  private final Forger forger;

  SimApi(
      Ledger ledger,
      Buttons buttons,
      TransactionBodies bodies,
      Notifications notifications,
      Postman postman,
      Forger forger) {
    this.ledger = ledger;
    this.buttons = buttons;
    this.bodies = bodies;
    this.notifications = notifications;
    this.postman = postman;
    this.forger = forger;
  }

  RouterFunction<ServerResponse> routes() {
    return route()
        .POST("/_sim/payments/{id}/choose", this::choose)
        .POST("/_sim/transactions/{id}/{outcome}", this::apply)
        .POST("/_sim/forge", this::forge)
        .POST("/_sim/test-notification", _ -> test())
        .POST("/deliveries/test", _ -> pressTest())
        .GET("/_sim/transactions", _ -> transactions())
        .GET("/_sim/deliveries", _ -> ServerResponse.ok().body(postman.newest(LISTED_MAX)))
        .build();
  }

  private ServerResponse choose(ServerRequest request) {
    Optional<Method> method = request.param("method").flatMap(Method::named);
    return method.isEmpty()
        ? refused(400, "unknown method: " + request.param("method").orElse("none was named"))
        : answer(ledger.choose(request.pathVariable("id"), method.get()));
  }

  private ServerResponse apply(ServerRequest request) {
    Optional<Outcome> outcome = Outcome.named(request.pathVariable("outcome"));
    return outcome.isEmpty()
        ? refused(400, "unknown outcome: " + request.pathVariable("outcome"))
        : answer(buttons.press(request.pathVariable("id"), outcome.get()));
  }

  private ServerResponse forge(ServerRequest request) {
    int count = request.param("count").flatMap(SimApi::count).orElse(0);
    if (count < 1 || count > Forger.AT_ONCE_MAX) {
      return refused(400, "count lies between 1 and " + Forger.AT_ONCE_MAX);
    }
    forger.forge(count);
    return ServerResponse.accepted().body(Map.of("forged", count));
  }

  private ServerResponse test() {
    notifications.tellTest(ledger.newId());
    return ServerResponse.accepted().body(Map.of("sent", 1));
  }

  /** The button of the dashboard. */
  private ServerResponse pressTest() {
    notifications.tellTest(ledger.newId());
    return ServerResponse.seeOther(URI.create("/deliveries")).build();
  }

  private ServerResponse transactions() {
    return ServerResponse.ok().body(ledger.newest(LISTED_MAX).stream().map(this::view).toList());
  }

  private ServerResponse answer(Move move) {
    return switch (move) {
      case Move.Done(Transaction transaction) -> ServerResponse.ok().body(view(transaction));
      case Move.Unknown() -> refused(404, "no such payment or transaction");
      case Move.Refused(_, String reason) -> refused(409, reason);
    };
  }

  /** As Midtrans would answer, with the page's token and the method beside it. */
  private Map<String, Object> view(Transaction transaction) {
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("transaction_id", transaction.id());
    view.put("order_id", transaction.orderId());
    view.put("token", ledger.sessionOf(transaction).map(Session::token).orElse(""));
    view.put("method", transaction.method().wire());
    view.put("transaction_status", transaction.status().wire());
    view.put("fraud_status", transaction.fraud().wire());
    view.put("gross_amount", transaction.amount().wire());
    view.put("notification", bodies.notification(transaction, Map.of()));
    return view;
  }

  private static Optional<Integer> count(String text) {
    try {
      return Optional.of(Integer.parseInt(text));
    } catch (NumberFormatException _) {
      return Optional.empty();
    }
  }

  private static ServerResponse refused(int httpStatus, String reason) {
    return ServerResponse.status(httpStatus).body(Map.of("error", reason));
  }
}
