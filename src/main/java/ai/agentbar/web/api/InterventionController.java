package ai.agentbar.web.api;

import ai.agentbar.kernel.OrderId;
import ai.agentbar.notification.FollowUp;
import ai.agentbar.notification.Requeue;
import ai.agentbar.order.Orders;
import ai.agentbar.payment.Reconciliation;
import ai.agentbar.watch.alert.Alerts;
import ai.agentbar.watch.alert.FiringId;
import ai.agentbar.watch.alert.ProbeResult;
import ai.agentbar.watch.playbook.ProbeName;
import ai.agentbar.watch.runbook.Because;
import ai.agentbar.watch.runbook.Interventions;
import ai.agentbar.watch.runbook.Runbook;
import ai.agentbar.web.CurrentActor;
import ai.agentbar.web.Problem;
import ai.agentbar.web.Problem.FieldError;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What a person looks at, asks or sends once more by hand. */
@RestController
@RequestMapping(
    path = "/api/watch",
    produces = {MediaType.APPLICATION_JSON_VALUE, MediaType.APPLICATION_PROBLEM_JSON_VALUE})
@Tag(name = "Runbook")
class InterventionController {

  private final Runbook runbook;
  private final Interventions interventions;
  private final Alerts alerts;
  private final Orders orders;

  InterventionController(
      Runbook runbook, Interventions interventions, Alerts alerts, Orders orders) {
    this.runbook = runbook;
    this.interventions = interventions;
    this.alerts = alerts;
    this.orders = orders;
  }

  record ReasonBody(@Nullable String reason) {}

  @Operation(
      summary = "Let a probe look now",
      description = "With a firing, the firing keeps what it found.")
  @PostMapping("/runbook/probes/{probe}")
  ResponseEntity<?> probe(
      @PathVariable("probe") String probe,
      @RequestParam(name = "firing", required = false) @Nullable Long firing) {
    Optional<ProbeName> name =
        Stream.of(ProbeName.values())
            .filter(it -> it.name().equals(probe.toUpperCase(Locale.ROOT)))
            .findFirst();
    if (name.isEmpty()) {
      return notFound("probe", "There is no such probe.");
    }
    Optional<FiringId> because =
        Optional.ofNullable(firing).filter(it -> it > 0).map(FiringId::new);
    if (firing != null && because.flatMap(alerts::firing).isEmpty()) {
      return notFound("firing", "There is no such firing.");
    }
    return ResponseEntity.ok(view(runbook.probe(name.get(), because)));
  }

  @Operation(summary = "Ask Midtrans about an order, due or not")
  @PostMapping("/orders/{order_id}/ask")
  ResponseEntity<?> ask(
      @PathVariable("order_id") String orderId,
      @RequestBody(required = false) @Nullable ReasonBody body) {
    Optional<OrderId> id = OrderId.parse(orderId).filter(it -> orders.find(it).isPresent());
    return id.isEmpty()
        ? notFound("order", "There is no such order.")
        : because(body, because -> asked(id.get(), because));
  }

  @Operation(
      summary =
          "Send a message once more that was given up, or a receipt that was sent, if it is still true")
  @PostMapping("/outbox/{id}/resend")
  ResponseEntity<?> resend(
      @PathVariable("id") long id, @RequestBody(required = false) @Nullable ReasonBody body) {
    return because(body, because -> resent(id, because));
  }

  @Operation(summary = "Close a message that was given up: its reader was told otherwise")
  @PostMapping("/outbox/{id}/followed-up")
  ResponseEntity<?> followedUp(
      @PathVariable("id") long id, @RequestBody(required = false) @Nullable ReasonBody body) {
    return because(body, because -> closed(id, because));
  }

  private ResponseEntity<?> asked(OrderId id, Because because) {
    Reconciliation.Run run = interventions.ask(id, because);
    return ResponseEntity.ok(
        Map.of(
            "asked", run.asked(),
            "answered", run.asked() - run.failed(),
            "status", orders.find(id).orElseThrow().status()));
  }

  private ResponseEntity<?> resent(long id, Because because) {
    return switch (interventions.resend(id, because)) {
      case Requeue.Requeued _ -> ResponseEntity.accepted().body(Map.of("status", "waiting"));
      case Requeue.Closed(String why) ->
          ResponseEntity.ok(Map.of("status", "closed", "reason", why));
      case Requeue.Refused(String why) ->
          Problem.of(HttpStatus.CONFLICT, "Not sent again", "It stays as it is: " + why + ".")
              .answer();
    };
  }

  private ResponseEntity<?> closed(long id, Because because) {
    return switch (interventions.followedUp(id, because)) {
      case FollowUp.Noted _ -> ResponseEntity.ok(Map.of("status", "closed"));
      case FollowUp.Refused(String why) ->
          Problem.of(HttpStatus.CONFLICT, "Not closed", "It stays as it is: " + why + ".").answer();
    };
  }

  private static ResponseEntity<?> because(
      @Nullable ReasonBody body, Function<Because, ResponseEntity<?>> act) {
    Because because;
    try {
      because =
          new Because(
              CurrentActor.get(), body == null || body.reason() == null ? "" : body.reason());
    } catch (IllegalArgumentException refused) {
      return Problem.invalidFields(
              List.of(new FieldError("reason", String.valueOf(refused.getMessage()))))
          .answer();
    }
    return act.apply(because);
  }

  private static Map<String, Object> view(ProbeResult result) {
    return Map.of(
        "probe", RunbookView.key(result.probe()),
        "verdict", RunbookView.key(result.verdict()),
        "text", result.text(),
        "took_ms", result.tookMs());
  }

  private static ResponseEntity<Problem> notFound(String what, String detail) {
    return Problem.of(HttpStatus.NOT_FOUND, "No such " + what, detail).answer();
  }
}
