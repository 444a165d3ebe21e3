package ai.agentbar.web.api;

import ai.agentbar.kernel.Actor;
import ai.agentbar.watch.incident.Incident;
import ai.agentbar.watch.incident.IncidentChange;
import ai.agentbar.watch.incident.IncidentId;
import ai.agentbar.watch.incident.IncidentRole;
import ai.agentbar.watch.incident.IncidentStep;
import ai.agentbar.watch.incident.Incidents;
import ai.agentbar.watch.incident.StepTaken;
import ai.agentbar.watch.playbook.Severity;
import ai.agentbar.web.Colleagues;
import ai.agentbar.web.CurrentActor;
import ai.agentbar.web.api.WatchRequests.CommentBody;
import ai.agentbar.web.api.WatchRequests.NoteBody;
import ai.agentbar.web.api.WatchRequests.RoleBody;
import ai.agentbar.web.api.WatchRequests.SeverityBody;
import ai.agentbar.web.api.WatchRequests.StepBody;
import ai.agentbar.web.api.WatchRequests.WhyBody;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Incidents: what is wrong, and what people do about it. */
@RestController
@RequestMapping(path = "/api/watch/incidents", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Incidents")
class IncidentController {

  private final Incidents incidents;
  private final IncidentAnswers answers;
  private final Colleagues colleagues;
  private final InstantSource clock;

  IncidentController(
      Incidents incidents, IncidentAnswers answers, Colleagues colleagues, InstantSource clock) {
    this.incidents = incidents;
    this.colleagues = colleagues;
    this.answers = answers;
    this.clock = clock;
  }

  @Operation(summary = "The newest incidents; the next page begins before the last one's id")
  @GetMapping
  IncidentView.Page list(
      @RequestParam(name = "before", required = false) @Nullable Long before,
      @RequestParam(name = "open", defaultValue = "false") boolean open,
      @RequestParam(name = "limit", defaultValue = "50") int limit) {
    Instant now = clock.instant();
    return new IncidentView.Page(
        page(before, open, limit).stream().map(it -> IncidentView.of(it, now)).toList());
  }

  @Operation(summary = "One incident with its clocks, its steps and its timeline")
  @GetMapping("/{id}")
  ResponseEntity<?> find(@PathVariable String id) {
    Optional<Incident> found = WatchRequests.number(id, IncidentId::new).flatMap(incidents::find);
    return found.isEmpty() ? IncidentAnswers.unknown() : ResponseEntity.ok(full(found.get()));
  }

  @Operation(summary = "Take it on, with all that fires in it")
  @PostMapping(path = "/{id}/acknowledge", consumes = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<?> acknowledge(@PathVariable String id, @RequestBody NoteBody body) {
    return changed(
        id,
        it -> incidents.acknowledge(it, CurrentActor.get(), WatchRequests.orEmpty(body.note())));
  }

  @Operation(summary = "Say something about it")
  @PostMapping(path = "/{id}/comments", consumes = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<?> comment(@PathVariable String id, @RequestBody CommentBody body) {
    FieldReader fields = new FieldReader();
    Optional<String> text = fields.required("text", body.text(), Function.identity());
    return fields.failed()
        ? fields.problem()
        : changed(id, it -> incidents.comment(it, CurrentActor.get(), text.orElseThrow()));
  }

  @Operation(summary = "Give a role to a person, or to nobody")
  @PostMapping(path = "/{id}/roles", consumes = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<?> assign(@PathVariable String id, @RequestBody RoleBody body) {
    FieldReader fields = new FieldReader();
    Optional<IncidentRole> role =
        fields.required("role", body.role(), it -> WatchRequests.word(it, IncidentRole.class));
    Optional<Actor> holder = fields.optional("login", body.login(), this::colleague);
    return fields.failed()
        ? fields.problem()
        : changed(id, it -> incidents.assign(it, role.orElseThrow(), holder, CurrentActor.get()));
  }

  @Operation(summary = "Move on: the next step is done, or skipped with a note that says why")
  @PostMapping(path = "/{id}/steps", consumes = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<?> advance(@PathVariable String id, @RequestBody StepBody body) {
    FieldReader fields = new FieldReader();
    Optional<IncidentStep> step =
        fields.required("step", body.step(), it -> WatchRequests.word(it, IncidentStep.class));
    StepTaken.Way way =
        new StepTaken.Way(Boolean.TRUE.equals(body.skipped()), WatchRequests.orEmpty(body.note()));
    return fields.failed()
        ? fields.problem()
        : changed(id, it -> incidents.advance(it, step.orElseThrow(), way, CurrentActor.get()));
  }

  @Operation(summary = "Give it another severity; not below the worst that fires in it")
  @PostMapping(path = "/{id}/severity", consumes = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<?> setSeverity(@PathVariable String id, @RequestBody SeverityBody body) {
    FieldReader fields = new FieldReader();
    Optional<Severity> severity =
        fields.required("severity", body.severity(), it -> WatchRequests.word(it, Severity.class));
    Optional<String> reason = fields.required("reason", body.reason(), Function.identity());
    return fields.failed()
        ? fields.problem()
        : changed(
            id,
            it ->
                incidents.setSeverity(
                    it, severity.orElseThrow(), CurrentActor.get(), reason.orElseThrow()));
  }

  @Operation(summary = "It is over; with a reason where something still fires or a step is left")
  @PostMapping(path = "/{id}/resolve", consumes = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<?> resolve(@PathVariable String id, @RequestBody WhyBody body) {
    return changed(
        id, it -> incidents.resolve(it, CurrentActor.get(), WatchRequests.orEmpty(body.reason())));
  }

  @Operation(summary = "It is not over after all")
  @PostMapping(path = "/{id}/reopen", consumes = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<?> reopen(@PathVariable String id, @RequestBody WhyBody body) {
    FieldReader fields = new FieldReader();
    Optional<String> reason = fields.required("reason", body.reason(), Function.identity());
    return fields.failed()
        ? fields.problem()
        : changed(id, it -> incidents.reopen(it, CurrentActor.get(), reason.orElseThrow()));
  }

  private Actor colleague(String login) {
    return colleagues
        .find(login)
        .orElseThrow(() -> new IllegalArgumentException("is nobody who works here"));
  }

  private List<Incident> page(@Nullable Long before, boolean open, int limit) {
    if (open) {
      return incidents.open();
    }
    return before == null || before < 1
        ? incidents.list(limit)
        : incidents.listBefore(new IncidentId(before), limit);
  }

  private ResponseEntity<?> changed(String id, Function<IncidentId, IncidentChange> change) {
    return answers.to(
        WatchRequests.number(id, IncidentId::new)
            .map(change)
            .orElseGet(IncidentChange.Unknown::new));
  }

  private IncidentView.Full full(Incident incident) {
    return new IncidentView.Full(
        IncidentView.of(incident, clock.instant()),
        incidents.steps(incident).stream().map(IncidentView.StepView::of).toList(),
        incidents.timeline(incident.id()).stream().map(IncidentView.EntryView::of).toList());
  }
}
