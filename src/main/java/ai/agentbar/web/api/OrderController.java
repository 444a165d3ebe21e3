package ai.agentbar.web.api;

import ai.agentbar.kernel.OrderId;
import ai.agentbar.order.Catalogue;
import ai.agentbar.order.IdempotencyKey;
import ai.agentbar.order.Order;
import ai.agentbar.order.OrderStatus;
import ai.agentbar.order.Orders;
import ai.agentbar.order.Placement;
import ai.agentbar.payment.PaymentOpening;
import ai.agentbar.payment.PaymentPages;
import ai.agentbar.web.Problem;
import ai.agentbar.web.Problem.FieldError;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Orders for the merchant's shop: place, look, pay. */
@RestController
@RequestMapping(
    path = "/api/orders",
    produces = {MediaType.APPLICATION_JSON_VALUE, MediaType.APPLICATION_PROBLEM_JSON_VALUE})
@Tag(name = "Orders")
class OrderController {

  private static final String IDEMPOTENCY_KEY = "Idempotency-Key";
  private static final String BUYER_TOKEN = "X-Buyer-Token";
  private static final String REPLAYED = "Idempotency-Replayed";
  private static final String RETRY_AFTER_SECONDS = "10";

  private final Orders orders;
  private final PaymentPages pages;
  private final Catalogue catalogue;

  OrderController(Orders orders, PaymentPages pages, Catalogue catalogue) {
    this.orders = orders;
    this.pages = pages;
    this.catalogue = catalogue;
  }

  @Operation(
      summary = "Place an order and open its payment",
      description =
          "When Midtrans does not answer, the order stands as CREATED and payment_problem says so;"
              + " POST /api/orders/{order_id}/pay with the answer's buyer_token opens the payment"
              + " later.",
      responses = {
        @ApiResponse(
            responseCode = "201",
            description = "The order stands",
            content = @Content(schema = @Schema(implementation = OrderView.class))),
        @ApiResponse(
            responseCode = "400",
            description = "Not JSON",
            content = @Content(schema = @Schema(implementation = Problem.class))),
        @ApiResponse(
            responseCode = "413",
            description = "The body is too long",
            content = @Content(schema = @Schema(implementation = Problem.class))),
        @ApiResponse(
            responseCode = "415",
            description = "The content type is not application/json",
            content = @Content(schema = @Schema(implementation = Problem.class))),
        @ApiResponse(
            responseCode = "422",
            description = "A field cannot be accepted, or the Idempotency-Key was used otherwise",
            content = @Content(schema = @Schema(implementation = Problem.class)))
      })
  @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<?> place(
      @RequestBody OrderRequest request,
      @Parameter(description = "Repeat it with the same body, and the same order is answered")
          @RequestHeader(name = IDEMPOTENCY_KEY, required = false)
          @Nullable String key) {
    List<FieldError> errors = OrderRequest.noErrors();
    Optional<OrderRequest.Valid> valid = request.check(catalogue, errors);
    Optional<IdempotencyKey> idempotencyKey =
        errors.isEmpty() ? idempotencyKey(key, request, errors) : Optional.empty();
    if (valid.isEmpty() || !errors.isEmpty()) {
      return Problem.invalidFields(errors).answer();
    }
    return switch (place(valid.get(), idempotencyKey.orElse(null))) {
      case Placement.Placed(Order order) -> placed(order, false);
      case Placement.Repeated(Order order) -> placed(order, true);
      case Placement.KeyReused _ ->
          Problem.invalidFields(
                  List.of(
                      new FieldError(
                          IDEMPOTENCY_KEY,
                          "was used before with another body; use a new key for a new order")))
              .answer();
    };
  }

  @Operation(
      summary = "The state of an order",
      responses = {
        @ApiResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(implementation = OrderView.class))),
        @ApiResponse(
            responseCode = "404",
            description = "There is no such order",
            content = @Content(schema = @Schema(implementation = Problem.class)))
      })
  @GetMapping("/{order_id}")
  ResponseEntity<?> find(
      @PathVariable("order_id") String orderId,
      @Parameter(description = "With it, a paid order shows its access link")
          @RequestHeader(name = BUYER_TOKEN, required = false)
          @Nullable String buyerToken) {
    Optional<Order> order = OrderId.parse(orderId).flatMap(orders::find);
    if (order.isEmpty()) {
      return notFound(orderId);
    }
    OrderView view = OrderView.of(order.get());
    if (order.get().status() == OrderStatus.PAID && !orders.isEntitled(order.get().id())) {
      view = view.withAccessSuspended();
    } else if (order.get().status() == OrderStatus.PAID && isTheirs(order.get(), buyerToken)) {
      view = withAccess(view, order.get());
    }
    return ResponseEntity.ok(view);
  }

  @Operation(
      summary = "Open the order's payment, or find the one that is open",
      description =
          "For whoever placed the order: an order's id can be guessed, its buyer_token cannot, and"
              + " the payment page leads back to the buyer's own page.",
      responses = {
        @ApiResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(implementation = OrderView.class))),
        @ApiResponse(
            responseCode = "403",
            description = "X-Buyer-Token is missing, or is not this order's",
            content = @Content(schema = @Schema(implementation = Problem.class))),
        @ApiResponse(
            responseCode = "404",
            description = "There is no such order",
            content = @Content(schema = @Schema(implementation = Problem.class))),
        @ApiResponse(
            responseCode = "409",
            description = "The order is paid, failed or expired",
            content = @Content(schema = @Schema(implementation = Problem.class))),
        @ApiResponse(
            responseCode = "503",
            description = "Midtrans does not answer; ask again",
            content = @Content(schema = @Schema(implementation = Problem.class)))
      })
  @PostMapping("/{order_id}/pay")
  ResponseEntity<?> pay(
      @PathVariable("order_id") String orderId,
      @Parameter(description = "The buyer_token in the answer to the order", required = true)
          @RequestHeader(name = BUYER_TOKEN, required = false)
          @Nullable String buyerToken) {
    Optional<Order> order = OrderId.parse(orderId).flatMap(orders::find);
    if (order.isEmpty()) {
      return notFound(orderId);
    }
    if (!isTheirs(order.get(), buyerToken)) {
      return notTheirs(orderId);
    }
    return switch (pages.open(order.get().id())) {
      case PaymentOpening.Open(var page) ->
          ResponseEntity.ok(current(order.get()).withPayment(page));
      case PaymentOpening.Unavailable _ -> unavailable();
      case PaymentOpening.Closed(OrderStatus status) ->
          Problem.of(
                  HttpStatus.CONFLICT,
                  "Not payable",
                  status.isOpen()
                      ? "The time to pay order %s is over. Place a new order.".formatted(orderId)
                      : "Order %s is %s.%s"
                          .formatted(
                              orderId,
                              status,
                              status == OrderStatus.PAID ? "" : " Place a new order."))
              .answer();
    };
  }

  private Placement place(OrderRequest.Valid request, @Nullable IdempotencyKey key) {
    return request
        .language()
        .map(language -> orders.place(request.bought(), request.buyer(), language, key))
        .orElseGet(() -> orders.place(request.bought(), request.buyer(), key));
  }

  private ResponseEntity<OrderView> placed(Order order, boolean replayed) {
    PaymentOpening opening = pages.open(order.id());
    OrderView view = current(order).withBuyerToken(order.buyerToken());
    OrderView answered =
        switch (opening) {
          case PaymentOpening.Open(var page) -> view.withPayment(page);
          case PaymentOpening.Unavailable _ ->
              view.withPaymentProblem(
                  "Midtrans does not answer now. POST /api/orders/%s/pay, with the buyer_token as %s, opens the payment later."
                      .formatted(order.id(), BUYER_TOKEN));
          case PaymentOpening.Closed _ -> view;
        };
    ResponseEntity.BodyBuilder response =
        ResponseEntity.created(URI.create("/api/orders/" + order.id()));
    return (replayed ? response.header(REPLAYED, "true") : response).body(answered);
  }

  private OrderView current(Order order) {
    return OrderView.of(orders.find(order.id()).orElseThrow());
  }

  private OrderView withAccess(OrderView view, Order order) {
    return catalogue
        .find(order.packageId())
        .map(it -> view.withAccessLink(it.accessLink()))
        .orElse(view);
  }

  private static boolean isTheirs(Order order, @Nullable String buyerToken) {
    return buyerToken != null
        && MessageDigest.isEqual(
            order.buyerToken().getBytes(StandardCharsets.UTF_8),
            buyerToken.getBytes(StandardCharsets.UTF_8));
  }

  private static Optional<IdempotencyKey> idempotencyKey(
      @Nullable String key, OrderRequest request, List<FieldError> errors) {
    if (key == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(IdempotencyKey.of(key, request.canonical()));
    } catch (IllegalArgumentException refused) {
      errors.add(new FieldError(IDEMPOTENCY_KEY, String.valueOf(refused.getMessage())));
      return Optional.empty();
    }
  }

  private static ResponseEntity<Problem> notFound(String orderId) {
    return Problem.of(
            HttpStatus.NOT_FOUND,
            "No such order",
            "There is no order '%s'."
                .formatted(orderId.substring(0, Math.min(32, orderId.length()))))
        .answer();
  }

  private static ResponseEntity<Problem> notTheirs(String orderId) {
    return Problem.of(
            HttpStatus.FORBIDDEN,
            "Not your order",
            "%s is missing or is not that of order %s: it is the buyer_token in the answer to the order."
                .formatted(BUYER_TOKEN, orderId))
        .answer();
  }

  private static ResponseEntity<Problem> unavailable() {
    HttpHeaders headers = new HttpHeaders();
    headers.set(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
    return Problem.of(
            HttpStatus.SERVICE_UNAVAILABLE,
            "Payment not open",
            "The order stands, and Midtrans does not answer now. Ask again in a moment.")
        .answer(headers);
  }
}
