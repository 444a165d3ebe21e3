package ai.agentbar.web.api;

import ai.agentbar.watch.alert.Alerts;
import ai.agentbar.watch.alert.Firing;
import ai.agentbar.watch.alert.FiringId;
import ai.agentbar.watch.alert.Silence;
import ai.agentbar.watch.alert.Silences;
import ai.agentbar.watch.playbook.Playbooks;
import ai.agentbar.watch.playbook.Step;
import ai.agentbar.watch.runbook.Tick;
import ai.agentbar.watch.runbook.Ticks;
import ai.agentbar.web.CurrentActor;
import ai.agentbar.web.Problem;
import ai.agentbar.web.api.AlertView.FiringView;
import ai.agentbar.web.api.AlertView.ProbeView;
import ai.agentbar.web.api.AlertView.StepView;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Every rule of the playbook and how it stands. */
@RestController
@RequestMapping(path = "/api/watch/alerts", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Watch")
class AlertController {

  record AlertsView(List<AlertView> alerts) {}

  /**
   * @param probes what they have found so far
   * @param steps of the rule as it stands now; none where the playbook no longer has it
   */
  record FiringDetails(FiringView firing, List<ProbeView> probes, List<StepView> steps) {}

  record AcknowledgeBody(@Nullable String note) {}

  private final Alerts alerts;
  private final Silences silences;
  private final Playbooks playbooks;
  private final Ticks ticks;

  AlertController(Alerts alerts, Silences silences, Playbooks playbooks, Ticks ticks) {
    this.alerts = alerts;
    this.silences = silences;
    this.playbooks = playbooks;
    this.ticks = ticks;
  }

  @Operation(summary = "All rules with state, value, limit and what fires, in the playbook's order")
  @GetMapping
  AlertsView all() {
    Map<String, Instant> silenced =
        silences.standing().stream()
            .collect(
                Collectors.toMap(Silence::ruleId, Silence::until, (a, b) -> a.isAfter(b) ? a : b));
    return new AlertsView(
        alerts.measured().stream()
            .map(it -> AlertView.of(it, Optional.ofNullable(silenced.get(it.rule().id()))))
            .toList());
  }

  @Operation(summary = "One firing, with what the probes found and the steps")
  @GetMapping("/{firing}")
  ResponseEntity<?> one(@PathVariable String firing) {
    return find(firing)
        .<ResponseEntity<?>>map(it -> ResponseEntity.ok(details(it)))
        .orElseGet(() -> unknown(firing));
  }

  @Operation(summary = "Take a firing on; nobody is reminded of it any more")
  @PostMapping("/{firing}/acknowledge")
  ResponseEntity<?> acknowledge(
      @PathVariable String firing, @RequestBody(required = false) @Nullable AcknowledgeBody body) {
    Optional<Firing> found = find(firing);
    if (found.isEmpty()) {
      return unknown(firing);
    }
    String note = body == null ? "" : Objects.requireNonNullElse(body.note(), "").strip();
    FiringId id = found.get().id();
    return alerts.acknowledge(id, CurrentActor.get(), note)
        ? ResponseEntity.ok(details(alerts.firing(id).orElseThrow()))
        : Problem.of(
                HttpStatus.CONFLICT,
                "Nothing to acknowledge",
                "Firing %s is over, or somebody has taken it on already.".formatted(id))
            .answer();
  }

  @Operation(
      summary = "Tick a step that only people can do",
      description = "Steps are counted from 1. Who ticked first stands; DELETE takes it back.")
  @PostMapping("/{firing}/steps/{number}")
  ResponseEntity<?> tick(@PathVariable String firing, @PathVariable String number) {
    return step(firing, number, (of, step) -> ticks.tick(of, step, CurrentActor.get()));
  }

  @Operation(summary = "Take the tick of a step back: it was not done after all")
  @DeleteMapping("/{firing}/steps/{number}")
  ResponseEntity<?> untick(@PathVariable String firing, @PathVariable String number) {
    return step(firing, number, (of, step) -> ticks.untick(of, step, CurrentActor.get()));
  }

  private ResponseEntity<?> step(
      String firing, String number, BiConsumer<Firing, Step.Manual> act) {
    Optional<Firing> found = find(firing);
    if (found.isEmpty()) {
      return unknown(firing);
    }
    Optional<Step.Manual> step =
        number.matches("[1-9]\\d?")
            ? ticks.find(found.get(), Integer.parseInt(number))
            : Optional.empty();
    if (step.isEmpty()) {
      return Problem.of(
              HttpStatus.NOT_FOUND,
              "No such step",
              "Step '%s' of firing %s is none that people tick; GET the firing for its steps."
                  .formatted(shortened(number), found.get().id()))
          .answer();
    }
    act.accept(found.get(), step.get());
    return ResponseEntity.ok(details(found.get()));
  }

  private Optional<Firing> find(String firing) {
    return firing.matches("[1-9]\\d{0,17}")
        ? alerts.firing(new FiringId(Long.parseLong(firing)))
        : Optional.empty();
  }

  private FiringDetails details(Firing firing) {
    List<Tick> ticked = ticks.of(firing.id());
    return new FiringDetails(
        FiringView.of(firing),
        alerts.results(firing.id()).stream().map(ProbeView::of).toList(),
        playbooks
            .current()
            .rule(firing.ruleId())
            .map(it -> it.card().steps().stream().map(step -> StepView.of(step, ticked)).toList())
            .orElse(List.of()));
  }

  private static ResponseEntity<Problem> unknown(String firing) {
    return Problem.of(
            HttpStatus.NOT_FOUND,
            "No such firing",
            "There is no firing '%s'; /api/watch/alerts names those that go on."
                .formatted(shortened(firing)))
        .answer();
  }

  private static String shortened(String given) {
    return given.substring(0, Math.min(20, given.length()));
  }
}
