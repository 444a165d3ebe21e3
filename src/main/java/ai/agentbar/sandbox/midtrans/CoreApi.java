package ai.agentbar.sandbox.midtrans;

import static org.springframework.web.servlet.function.RouterFunctions.route;

import ai.agentbar.kernel.Rupiah;
import ai.agentbar.sandbox.base.Bodies;
import ai.agentbar.sandbox.fault.FaultSwitches;
import ai.agentbar.sandbox.fault.MidtransFaults;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.LongNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The Core API in its own dialect: the outcome stands in the body's {@code status_code}, the HTTP
 * code is mostly 200 ({@code midtrans.md} 3).
 */
final class CoreApi {

  private static final int BODY_BYTES_MAX = 16 * 1024;
  private static final MediaType HTML = MediaType.parseMediaType("text/html;charset=UTF-8");
  private static final String PROXY_PAGE =
      """
      <!DOCTYPE html>
      <html lang="en-US">
      <head><title>api.sandbox.midtrans.com | 503: Service Temporarily Unavailable</title></head>
      <body>
      <h1>Error 503</h1><h2>Service Temporarily Unavailable</h2>
      <p>Cloudflare Ray ID: <strong>9a1c0de5f00dbabe</strong></p>
      </body>
      </html>
      """;

  private final Ledger ledger;
  private final TransactionBodies bodies;
  private final ServerAuth auth;
  private final FaultSwitches switches;

  CoreApi(Ledger ledger, TransactionBodies bodies, ServerAuth auth, FaultSwitches switches) {
    this.ledger = ledger;
    this.bodies = bodies;
    this.auth = auth;
    this.switches = switches;
  }

  RouterFunction<ServerResponse> routes() {
    return route()
        .GET("/v2/{id}/status", this::status)
        .POST("/v2/{id}/cancel", request -> change(request, Outcome.CANCEL))
        .POST("/v2/{id}/expire", request -> change(request, Outcome.EXPIRE))
        .POST("/v2/{id}/approve", request -> change(request, Outcome.ACCEPT))
        .POST("/v2/{id}/deny", request -> change(request, Outcome.DENY))
        .POST("/v2/{id}/refund", this::refund)
        .POST("/v2/{id}/refund/online/direct", this::refund)
        .filter(
            (request, next) -> {
              Optional<ServerResponse> outage = outage(switches.current().midtrans());
              if (outage.isPresent()) {
                return outage.get();
              }
              return auth.admits(request)
                  ? next.handle(request)
                  : outcome(
                      401,
                      "401",
                      "Transaction cannot be authorized with the current client/server key.");
            })
        .build();
  }

  private ServerResponse status(ServerRequest request) {
    MidtransFaults faults = switches.current().midtrans();
    if (faults.statusLimited() || faults.statusLimitedBody()) {
      return outcome(faults.statusLimited() ? 429 : 200, "429", "API rate limit exceeded");
    }
    String id = request.pathVariable("id");
    return ledger
        .transaction(id)
        .filter(transaction -> transaction.id().equals(id) || !hidesOrderId(transaction, faults))
        .map(transaction -> found(transaction, "Success, transaction is found"))
        .orElseGet(this::notFound);
  }

  private ServerResponse change(ServerRequest request, Outcome outcome) {
    String id = request.pathVariable("id");
    return answer(ledger.apply(id, outcome), sentence(outcome));
  }

  private ServerResponse refund(ServerRequest request) throws IOException {
    Optional<ObjectNode> body = Bodies.jsonObject(request, BODY_BYTES_MAX);
    if (body.isEmpty()) {
      return outcome(400, "400", "Request body is not a JSON object");
    }
    JsonNode amount = number(body.get().path("amount"));
    if (!amount.isMissingNode() && !isRefundAmount(amount)) {
      return outcome(200, "414", "Refund amount is invalid");
    }
    RefundOrder order =
        new RefundOrder(
            body.get().path("refund_key").asString(ledger.newId()),
            rupiah(amount),
            body.get().path("reason").asString(""));
    return answer(
        ledger.refund(request.pathVariable("id"), order), "Success, refund request is approved");
  }

  private ServerResponse answer(Move move, String sentence) {
    return switch (move) {
      case Move.Done(Transaction transaction) -> found(transaction, sentence);
      case Move.Unknown() -> notFound();
      case Move.Refused(String code, String reason) -> outcome(200, code, reason);
    };
  }

  private ServerResponse found(Transaction transaction, String sentence) {
    Map<String, String> customFields =
        ledger
            .sessionOf(transaction)
            .map(session -> session.request().customFields())
            .orElse(Map.of());
    Transaction shown =
        hidesOrderId(transaction, switches.current().midtrans())
            ? transaction.named(transaction.id())
            : transaction;
    return ServerResponse.ok().body(bodies.answer(shown, sentence, customFields));
  }

  /** Such a transaction is known by its own id only, and says that id where the order's belongs. */
  private static boolean hidesOrderId(Transaction transaction, MidtransFaults faults) {
    return faults.danaOrderId() || transaction.method().hidesOrderId();
  }

  private ServerResponse notFound() {
    Map<String, String> body = new LinkedHashMap<>();
    body.put("status_code", "404");
    body.put("status_message", "Transaction doesn't exist.");
    body.put("id", ledger.newId());
    return ServerResponse.ok().body(body);
  }

  private static Optional<ServerResponse> outage(MidtransFaults faults) {
    if (faults.statusHtml()) {
      return Optional.of(ServerResponse.status(503).contentType(HTML).body(PROXY_PAGE));
    }
    return faults.midtransDown() || faults.statusDown()
        ? Optional.of(
            outcome(
                500,
                "500",
                "Sorry. Our system is recovering from unexpected issues. Please retry."))
        : Optional.empty();
  }

  private static String sentence(Outcome outcome) {
    return switch (outcome) {
      case EXPIRE -> "Success, transaction has expired";
      case CANCEL -> "Success, transaction is canceled";
      case ACCEPT -> "Success, transaction is approved";
      default -> "Success, transaction is denied";
    };
  }

  /** Midtrans' own Java client can send strings only. */
  private static JsonNode number(JsonNode amount) {
    return amount.isString() && amount.asString().matches("[0-9]{1,15}")
        ? LongNode.valueOf(Long.parseLong(amount.asString()))
        : amount;
  }

  private static boolean isRefundAmount(JsonNode amount) {
    return amount.isIntegralNumber()
        && amount.canConvertToLong()
        && amount.longValue() > 0
        && amount.longValue() <= Rupiah.AMOUNT_MAX;
  }

  private static @Nullable Rupiah rupiah(JsonNode amount) {
    return amount.isMissingNode() ? null : new Rupiah(amount.longValue());
  }

  private static ServerResponse outcome(int httpStatus, String statusCode, String sentence) {
    Map<String, String> body = new LinkedHashMap<>();
    body.put("status_code", statusCode);
    body.put("status_message", sentence);
    return ServerResponse.status(httpStatus).body(body);
  }
}
