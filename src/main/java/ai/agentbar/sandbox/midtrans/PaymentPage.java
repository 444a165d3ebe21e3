package ai.agentbar.sandbox.midtrans;

import static org.springframework.web.servlet.function.RouterFunctions.route;

import ai.agentbar.kernel.Wib;
import ai.agentbar.sandbox.fault.FaultSwitches;
import java.net.URI;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
  private final FaultSwitches switches;
  private final InstantSource clock;

  PaymentPage(Ledger ledger, FaultSwitches switches, InstantSource clock) {
    this.ledger = ledger;
    this.switches = switches;
    this.clock = clock;
  }

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

  RouterFunction<ServerResponse> routes() {
    return route()
        .GET(PAGE + "{token}", this::show)
        .POST(PAGE + "{token}/choose", this::choose)
        .POST(PAGE + "{token}/{transaction}/{outcome}", this::apply)
        .GET("/snap/snap.js", PaymentPage::snapJs)
        .filter(
            (request, next) ->
                switches.current().midtransDown()
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
    model.put("attempts", transactions.stream().map(this::attempt).toList());
    model.put("groups", offered(session, transactions));
    finish(session, transactions).ifPresent(url -> model.put("finish", url));
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
        .ifPresent(outcome -> ledger.apply(request.pathVariable("transaction"), outcome));
    return back(request.pathVariable("token"));
  }

  private static ServerResponse back(String token) {
    return ServerResponse.seeOther(
            UriComponentsBuilder.fromPath(PAGE).pathSegment(token).build().encode().toUri())
        .build();
  }

  private Attempt attempt(Transaction transaction) {
    List<Choice> outcomes =
        Lifecycle.possible(transaction, clock.instant()).stream()
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

  private static List<Group> offered(Session session, List<Transaction> transactions) {
    boolean over =
        session.state() != Session.State.OPEN
            || transactions.stream()
                .anyMatch(
                    transaction ->
                        !transaction.status().leavesOrderIdFree()
                            && transaction.status() != Status.PENDING);
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

  /** Where the merchant wants the buyer next; what it appends proves nothing, as in life. */
  private static Optional<URI> finish(Session session, List<Transaction> newestFirst) {
    return session
        .request()
        .finishUrl()
        .filter(_ -> !newestFirst.isEmpty())
        .map(
            url ->
                UriComponentsBuilder.fromUri(url)
                    .queryParam("order_id", session.request().orderId())
                    .queryParam(
                        "status_code",
                        newestFirst
                            .getFirst()
                            .status()
                            .notificationCode(newestFirst.getFirst().fraud()))
                    .queryParam("transaction_status", newestFirst.getFirst().status().wire())
                    .build()
                    .encode()
                    .toUri());
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
