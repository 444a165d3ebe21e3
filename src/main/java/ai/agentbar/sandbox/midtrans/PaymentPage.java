package ai.agentbar.sandbox.midtrans;

import static org.springframework.web.servlet.function.RouterFunctions.route;

import ai.agentbar.kernel.Wib;
import ai.agentbar.sandbox.fault.FaultSwitches;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * The page behind the redirect URL: it offers the methods, and for what was chosen everything that
 * could become of it. Plain forms, each answered by a redirect back to the page; whoever paid is
 * led on to where the merchant wants the buyer, a few seconds later, as in life.
 */
final class PaymentPage {

  private static final String PAGE = "/snap/v4/redirection/";

  /** Stands in the address of the page right after a payment. */
  private static final String PAID = "paid";

  private static final int LED_BACK_AFTER_SECONDS = 3;

  private static final String SNAP_JS =
      """
      (function () {
        var origin = new URL(document.currentScript.src).origin;
        window.snap = {
          pay: function (token) {
            window.location.href = origin + '/snap/v4/redirection/' + encodeURIComponent(token);
          },
          show: function () {},
          hide: function () {}
        };
      })();
      """;

  private final Ledger ledger;
  private final Buttons buttons;
  private final FaultSwitches switches;
  private final InstantSource clock;

  PaymentPage(Ledger ledger, Buttons buttons, FaultSwitches switches, InstantSource clock) {
    this.ledger = ledger;
    this.buttons = buttons;
    this.switches = switches;
    this.clock = clock;
  }

  RouterFunction<ServerResponse> routes() {
    return route()
        .GET(PAGE + "{token}", this::show)
        .POST(PAGE + "{token}/choose", this::choose)
        .POST(PAGE + "{token}/{transaction}/{outcome}", this::apply)
        .GET("/snap/snap.js", PaymentPage::snapJs)
        .filter(
            (request, next) ->
                switches.current().midtrans().midtransDown()
                    ? ServerResponse.status(503).render("payment-gone", gone("Midtrans is down"))
                    : next.handle(request))
        .build();
  }

  private ServerResponse show(ServerRequest request) {
    Optional<Session> found = ledger.session(request.pathVariable("token"));
    if (found.isEmpty()) {
      return ServerResponse.status(404).render("payment-gone", gone("No such payment"));
    }
    Session session = found.get();
    List<Transaction> transactions = ledger.transactionsOf(session.request().orderId()).reversed();
    if (session.state() == Session.State.REPLACED && transactions.isEmpty()) {
      return ServerResponse.status(404)
          .render("payment-gone", gone("A newer payment link took over"));
    }
    Map<String, Object> model = new LinkedHashMap<>();
    model.put("token", session.token());
    model.put("order", session.request().orderId());
    model.put("amount", session.request().amount().toString());
    model.put("state", session.state().name());
    model.put("endsAt", Wib.readable(session.endsAt()));
    model.put("attempts", PaymentView.attempts(transactions, clock.instant()));
    model.put("groups", PaymentView.offered(session, transactions));
    PaymentView.finish(session, transactions)
        .ifPresent(
            url -> {
              model.put("finish", url);
              if (request.param(PAID).isPresent()) {
                model.put("ledBackAfterSeconds", LED_BACK_AFTER_SECONDS);
              }
            });
    return ServerResponse.ok().render("payment", model);
  }

  private ServerResponse choose(ServerRequest request) {
    String token = request.pathVariable("token");
    request
        .param("method")
        .flatMap(Method::named)
        .ifPresent(method -> ledger.choose(token, method));
    return redirect(address(token));
  }

  private ServerResponse apply(ServerRequest request) {
    UriComponentsBuilder page = address(request.pathVariable("token"));
    boolean paid =
        Outcome.named(request.pathVariable("outcome"))
            .filter(outcome -> isDone(request.pathVariable("transaction"), outcome))
            .filter(Outcome::isPayment)
            .isPresent();
    return redirect(paid ? page.queryParam(PAID) : page);
  }

  private boolean isDone(String transaction, Outcome outcome) {
    return buttons.press(transaction, outcome) instanceof Move.Done;
  }

  private static UriComponentsBuilder address(String token) {
    return UriComponentsBuilder.fromPath(PAGE).pathSegment(token);
  }

  private static ServerResponse redirect(UriComponentsBuilder page) {
    return ServerResponse.seeOther(page.build().encode().toUri()).build();
  }

  private static Map<String, Object> gone(String reason) {
    return Map.of("reason", reason);
  }

  private static ServerResponse snapJs(ServerRequest request) {
    return ServerResponse.ok()
        .contentType(MediaType.parseMediaType("text/javascript;charset=UTF-8"))
        .body(SNAP_JS);
  }
}
