package ai.agentbar.sandbox.midtrans;

import static org.springframework.web.servlet.function.RouterFunctions.resource;
import static org.springframework.web.servlet.function.RouterFunctions.route;

import ai.agentbar.kernel.Wib;
import ai.agentbar.sandbox.fault.FaultSwitches;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.core.io.ClassPathResource;
import org.springframework.web.servlet.function.RequestPredicates;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * The page behind the redirect URL and in the popup: it offers the methods, and for what was chosen
 * everything that could become of it. Plain forms, each answered by a redirect back to the page;
 * whoever paid is led on to where the merchant wants the buyer, a few seconds later, as in life. In
 * the popup its one script tells Snap.js instead.
 */
final class PaymentPage {

  /** Stands in the address of the page right after a payment. */
  private static final String PAID = "paid";

  /** As Snap.js brings it, from the shop's script element. */
  private static final String CLIENT_KEY = "client_key";

  private static final int LED_BACK_AFTER_SECONDS = 3;

  private final Ledger ledger;
  private final Buttons buttons;
  private final FaultSwitches switches;
  private final InstantSource clock;
  private final String clientKey;

  PaymentPage(
      Ledger ledger,
      Buttons buttons,
      FaultSwitches switches,
      InstantSource clock,
      String clientKey) {
    this.ledger = ledger;
    this.buttons = buttons;
    this.switches = switches;
    this.clock = clock;
    this.clientKey = clientKey;
  }

  RouterFunction<ServerResponse> routes() {
    return route()
        .GET(Face.PATTERN + "{token}", this::show)
        .POST(Face.PATTERN + "{token}/choose", this::choose)
        .POST(Face.PATTERN + "{token}/scan", this::scan)
        .POST(Face.PATTERN + "{token}/{transaction}/{outcome}", this::apply)
        .build()
        .and(
            resource(
                RequestPredicates.GET("/snap/snap.js"), new ClassPathResource("sandbox/snap.js")))
        .and(
            resource(
                RequestPredicates.GET("/snap/popup.js"), new ClassPathResource("sandbox/popup.js")))
        .filter(
            (request, next) ->
                switches.current().midtrans().midtransDown()
                    ? ServerResponse.status(503).render("payment-gone", gone("Midtrans is down"))
                    : next.handle(request));
  }

  private ServerResponse show(ServerRequest request) {
    Optional<Face> face = face(request);
    Optional<Session> found = ledger.session(request.pathVariable("token"));
    if (face.isEmpty() || found.isEmpty()) {
      return ServerResponse.status(404).render("payment-gone", gone("No such payment"));
    }
    if (request.param(CLIENT_KEY).filter(it -> !it.equals(clientKey)).isPresent()) {
      return ServerResponse.status(401)
          .render(
              "payment-gone",
              gone(
                  "Access denied due to unauthorized transaction, please check client or server"
                      + " key"));
    }
    Session session = found.get();
    List<Transaction> transactions = ledger.transactionsOf(session.request().orderId()).reversed();
    if (session.state() == Session.State.REPLACED && transactions.isEmpty()) {
      return ServerResponse.status(404)
          .render("payment-gone", gone("A newer payment link took over"));
    }
    return ServerResponse.ok()
        .render(
            "payment", model(face.get(), session, transactions, request.param(PAID).isPresent()));
  }

  private Map<String, Object> model(
      Face face, Session session, List<Transaction> transactions, boolean justPaid) {
    Map<String, Object> model = new LinkedHashMap<>();
    model.put("page", face.path());
    model.put("token", session.token());
    model.put("order", session.request().orderId());
    model.put("amount", session.request().amount().toString());
    model.put("state", session.state().name());
    model.put("endsAt", Wib.readable(session.endsAt()));
    model.put("attempts", PaymentView.attempts(transactions, clock.instant()));
    model.put("groups", PaymentView.offered(session, transactions));
    model.put("scannable", transactions.isEmpty() && PaymentView.isScannable(session));
    if (face.isPopup()) {
      model.put("told", PopupResult.of(session, transactions, justPaid));
      return model;
    }
    PaymentView.finish(session, transactions)
        .ifPresent(
            url -> {
              model.put("finish", url);
              if (justPaid) {
                model.put("ledBackAfterSeconds", LED_BACK_AFTER_SECONDS);
              }
            });
    return model;
  }

  private ServerResponse choose(ServerRequest request) {
    String token = request.pathVariable("token");
    request
        .param("method")
        .flatMap(Method::named)
        .ifPresent(method -> ledger.choose(token, method));
    return redirect(address(request));
  }

  /** The phone scans the QR and pays: both at once, for whoever is in a hurry. */
  private ServerResponse scan(ServerRequest request) {
    Move chosen = ledger.choose(request.pathVariable("token"), Method.QRIS);
    return chosen instanceof Move.Done(Transaction transaction)
            && isDone(transaction.id(), Outcome.SETTLE)
        ? redirect(address(request).queryParam(PAID))
        : redirect(address(request));
  }

  private ServerResponse apply(ServerRequest request) {
    boolean paid =
        Outcome.named(request.pathVariable("outcome"))
            .filter(outcome -> isDone(request.pathVariable("transaction"), outcome))
            .filter(Outcome::isPayment)
            .isPresent();
    return redirect(paid ? address(request).queryParam(PAID) : address(request));
  }

  private boolean isDone(String transaction, Outcome outcome) {
    return buttons.press(transaction, outcome) instanceof Move.Done;
  }

  private static Optional<Face> face(ServerRequest request) {
    return Face.named(request.pathVariable("face"));
  }

  private static UriComponentsBuilder address(ServerRequest request) {
    return face(request).orElse(Face.REDIRECTION).page(request.pathVariable("token"));
  }

  private static ServerResponse redirect(UriComponentsBuilder page) {
    return ServerResponse.seeOther(page.build().encode().toUri()).build();
  }

  private static Map<String, Object> gone(String reason) {
    return Map.of("reason", reason);
  }
}
