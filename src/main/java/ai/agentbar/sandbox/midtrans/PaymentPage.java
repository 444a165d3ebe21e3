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
 * could become of it. Plain forms, each answered by a redirect back to the page.
 */
final class PaymentPage {

  private static final String PAGE = "/snap/v4/redirection/";

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
    PaymentView.finish(session, transactions).ifPresent(url -> model.put("finish", url));
    return ServerResponse.ok().render("payment", model);
  }

  private ServerResponse choose(ServerRequest request) {
    String token = request.pathVariable("token");
    request
        .param("method")
        .flatMap(Method::named)
        .ifPresent(method -> ledger.choose(token, method));
    return back(token);
  }

  private ServerResponse apply(ServerRequest request) {
    Outcome.named(request.pathVariable("outcome"))
        .ifPresent(outcome -> buttons.press(request.pathVariable("transaction"), outcome));
    return back(request.pathVariable("token"));
  }

  private static ServerResponse back(String token) {
    return ServerResponse.seeOther(
            UriComponentsBuilder.fromPath(PAGE).pathSegment(token).build().encode().toUri())
        .build();
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
