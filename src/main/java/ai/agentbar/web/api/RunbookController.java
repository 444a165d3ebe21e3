package ai.agentbar.web.api;

import ai.agentbar.watch.alert.Alerts;
import ai.agentbar.watch.alert.FiringId;
import ai.agentbar.watch.playbook.ActionName;
import ai.agentbar.watch.runbook.ActionRequest;
import ai.agentbar.watch.runbook.Asked;
import ai.agentbar.watch.runbook.Because;
import ai.agentbar.watch.runbook.RunId;
import ai.agentbar.watch.runbook.Runbook;
import ai.agentbar.web.CurrentActor;
import ai.agentbar.web.Problem;
import ai.agentbar.web.api.RunbookView.ActionView;
import ai.agentbar.web.api.RunbookView.PreviewView;
import ai.agentbar.web.api.RunbookView.RunView;
import ai.agentbar.web.api.RunbookView.StartedView;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The buttons of the runbook: what each would touch, press it, what came of it. */
@RestController
@RequestMapping(
    path = "/api/watch/runbook",
    produces = {MediaType.APPLICATION_JSON_VALUE, MediaType.APPLICATION_PROBLEM_JSON_VALUE})
@Tag(name = "Runbook")
class RunbookController {

  private final Runbook runbook;
  private final Alerts alerts;

  RunbookController(Runbook runbook, Alerts alerts) {
    this.runbook = runbook;
    this.alerts = alerts;
  }

  /**
   * @param firing the firing it is an answer to, if it is one
   */
  record ActionBody(@Nullable String reason, @Nullable Long firing) {}

  @Operation(summary = "Every action, and its newest run")
  @GetMapping("/actions")
  List<ActionView> actions() {
    return runbook.actions().stream()
        .map(
            it ->
                new ActionView(
                    RunbookView.key(it.action()), it.last().map(RunView::of).orElse(null)))
        .toList();
  }

  @Operation(summary = "What an action would touch now; changes nothing")
  @GetMapping("/actions/{action}/preview")
  ResponseEntity<?> preview(@PathVariable("action") String action) {
    return action(action)
        .<ResponseEntity<?>>map(it -> ResponseEntity.ok(PreviewView.of(it, runbook.preview(it))))
        .orElseGet(() -> notFound("action", action));
  }

  @Operation(
      summary = "Have an action run",
      description = "It runs in the background, once at a time on all nodes; 409 while it runs.")
  @PostMapping("/actions/{action}")
  ResponseEntity<?> run(
      @PathVariable("action") String action,
      @RequestBody(required = false) @Nullable ActionBody body) {
    Optional<ActionName> name = action(action);
    if (name.isEmpty()) {
      return notFound("action", action);
    }
    FieldReader fields = new FieldReader();
    Optional<FiringId> firing = fields.optional("firing", firing(body), RunbookController::number);
    Optional<Because> because =
        fields.required(
            "reason",
            body == null ? null : body.reason(),
            it -> new Because(CurrentActor.get(), it));
    if (fields.failed()) {
      return fields.problem();
    }
    if (firing.isPresent() && firing.flatMap(alerts::firing).isEmpty()) {
      return notFound("firing", firing.get().toString());
    }
    return started(new ActionRequest(name.get(), firing, because.orElseThrow()));
  }

  private ResponseEntity<?> started(ActionRequest request) {
    return switch (runbook.run(request)) {
      case Asked.Started(RunId run) -> ResponseEntity.accepted().body(new StartedView(run));
      case Asked.AlreadyRunning(RunId run) ->
          Problem.of(
                  HttpStatus.CONFLICT,
                  "Runs already",
                  "%s runs already, as run %s. Look at it, and ask again when it is over."
                      .formatted(RunbookView.key(request.action()), run))
              .answer();
    };
  }

  @Operation(summary = "The runs of all actions, newest first")
  @GetMapping("/runs")
  List<RunView> runs(
      @RequestParam(name = "before", required = false) @Nullable Long before,
      @RequestParam(name = "limit", defaultValue = "50") int limit) {
    return runbook.history(before == null ? Long.MAX_VALUE : before, Math.max(1, limit)).stream()
        .map(RunView::of)
        .toList();
  }

  @Operation(summary = "One run")
  @GetMapping("/runs/{id}")
  ResponseEntity<?> find(@PathVariable("id") long id) {
    return (id < 1 ? Optional.<RunView>empty() : runbook.find(new RunId(id)).map(RunView::of))
        .<ResponseEntity<?>>map(ResponseEntity::ok)
        .orElseGet(() -> notFound("run", Long.toString(id)));
  }

  private static @Nullable String firing(@Nullable ActionBody body) {
    return body == null || body.firing() == null ? null : body.firing().toString();
  }

  private static FiringId number(String text) {
    return new FiringId(Long.parseLong(text));
  }

  private static Optional<ActionName> action(String key) {
    return Stream.of(ActionName.values())
        .filter(it -> it.name().equals(key.toUpperCase(Locale.ROOT)))
        .findFirst();
  }

  private static ResponseEntity<Problem> notFound(String what, String name) {
    return Problem.of(
            HttpStatus.NOT_FOUND,
            "No such " + what,
            "There is no %s '%s'.".formatted(what, name.substring(0, Math.min(40, name.length()))))
        .answer();
  }
}
