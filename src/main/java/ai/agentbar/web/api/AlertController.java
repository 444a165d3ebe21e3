package ai.agentbar.web.api;

import ai.agentbar.watch.alert.Alerts;
import ai.agentbar.watch.alert.Firing;
import ai.agentbar.watch.alert.FiringId;
import ai.agentbar.watch.alert.Silence;
import ai.agentbar.watch.alert.Silences;
import ai.agentbar.watch.playbook.Playbooks;
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
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
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

  AlertController(Alerts alerts, Silences silences, Playbooks playbooks) {
    this.alerts = alerts;
    this.silences = silences;
    this.playbooks = playbooks;
  }

  @Operation(summary = "All rules with state, value, limit and what fires, in the playbook's order")
  @GetMapping
  AlertsView all() {
    Map<String, Instant> silenced =
        silences.standing().stream()
            .collect(
                Collectors.toMap(
                    Silence::ruleId, Silence::until, (a, b) -> a.isAfter(b) ? a : b));
    return new AlertsView(
        alerts.all().stream()
            .map(it -> AlertView.of(it, Optional.ofNullable(silenced.get(it.rule().id()))))
            .toList());
  }

  @Operation(summary = "One firing, with what the probes found and the steps")
  @GetMapping("/{firing}")
  ResponseEntity<?> one(@PathVariable String firing) {
    return find(firing).<ResponseEntity<?>>map(it -> ResponseEntity.ok(details(it)))
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
    String note =
        body == null ? "" : Objects.requireNonNullElse(body.note(), "").strip();
    FiringId id = found.get().id();
    return alerts.acknowledge(id, CurrentActor.get(), note)
        ? ResponseEntity.ok(details(alerts.firing(id).orElseThrow()))
        : Problem.of(
                HttpStatus.CONFLICT,
                "Nothing to acknowledge",
                "Firing %s is over, or somebody has taken it on already.".formatted(id))
            .answer();
  }

  private Optional<Firing> find(String firing) {
    return firing.matches("[1-9]\\d{0,17}")
        ? alerts.firing(new FiringId(Long.parseLong(firing)))
        : Optional.empty();
  }

  private FiringDetails details(Firing firing) {
    return new FiringDetails(
        FiringView.of(firing),
        alerts.results(firing.id()).stream().map(ProbeView::of).toList(),
        playbooks
            .current()
            .rule(firing.ruleId())
            .map(it -> it.card().steps().stream().map(StepView::of).toList())
            .orElse(List.of()));
  }

  private static ResponseEntity<Problem> unknown(String firing) {
    return Problem.of(
            HttpStatus.NOT_FOUND,
            "No such firing",
            "There is no firing '%s'; /api/watch/alerts names those that go on."
                .formatted(firing.substring(0, Math.min(20, firing.length()))))
        .answer();
  }
}
