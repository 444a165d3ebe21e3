package ai.agentbar.web.api;

import ai.agentbar.kernel.Actor;
import ai.agentbar.watch.incident.Incident.Signature;
import ai.agentbar.watch.incident.IncidentChange;
import ai.agentbar.watch.incident.IncidentId;
import ai.agentbar.watch.incident.PostMortem;
import ai.agentbar.watch.incident.PostMortems;
import ai.agentbar.watch.incident.PostMortems.Saving;
import ai.agentbar.web.CurrentActor;
import ai.agentbar.web.Problem;
import ai.agentbar.web.api.WatchRequests.TextBody;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What is learned from an incident. */
@RestController
@RequestMapping("/api/watch/incidents/{id}")
@Tag(name = "Incidents")
class PostMortemController {

  private static final MediaType MARKDOWN =
      new MediaType("text", "markdown", StandardCharsets.UTF_8);

  /**
   * @param version 0 while it is the draft; what is saved names the version it changes
   */
  record PostMortemView(
      int version, String text, @Nullable Actor savedBy, @Nullable Instant savedAt) {

    static PostMortemView of(PostMortem postMortem) {
      return new PostMortemView(
          postMortem.version(),
          postMortem.text(),
          postMortem.saved().map(Signature::actor).orElse(null),
          postMortem.saved().map(Signature::at).orElse(null));
    }
  }

  private final PostMortems postMortems;
  private final IncidentAnswers answers;

  PostMortemController(PostMortems postMortems, IncidentAnswers answers) {
    this.postMortems = postMortems;
    this.answers = answers;
  }

  @Operation(summary = "The newest text, or the draft that the timeline gives")
  @GetMapping(path = "/post-mortem", produces = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<?> get(@PathVariable String id) {
    Optional<PostMortem> found = find(id);
    return found.isEmpty()
        ? IncidentAnswers.unknown()
        : ResponseEntity.ok(PostMortemView.of(found.get()));
  }

  @Operation(summary = "The same as a Markdown file")
  @GetMapping("/post-mortem.md")
  ResponseEntity<?> download(@PathVariable String id) {
    Optional<PostMortem> found = find(id);
    return found.isEmpty()
        ? IncidentAnswers.unknown()
        : ResponseEntity.ok()
            .contentType(MARKDOWN)
            .header(
                "Content-Disposition",
                "attachment; filename=\"post-mortem-%s.md\"".formatted(Long.parseLong(id)))
            .body(found.get().text().getBytes(StandardCharsets.UTF_8));
  }

  @Operation(summary = "Keep a new text; 409 where somebody else saved since that version")
  @PutMapping(
      path = "/post-mortem",
      consumes = MediaType.APPLICATION_JSON_VALUE,
      produces = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<?> save(@PathVariable String id, @RequestBody TextBody body) {
    FieldReader fields = new FieldReader();
    if (body.version() == null) {
      fields.refuse("version", "is missing; it is the one you changed, 0 for the draft");
    }
    if (body.text() == null || body.text().isBlank()) {
      fields.refuse("text", "is missing");
    }
    return fields.failed() ? fields.problem() : answer(saving(id, body));
  }

  @Operation(summary = "Sign it as it stands")
  @PostMapping(path = "/post-mortem/finish", produces = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<?> finish(@PathVariable String id) {
    return answers.to(
        WatchRequests.number(id, IncidentId::new)
            .map(it -> postMortems.finish(it, CurrentActor.get()))
            .orElseGet(IncidentChange.Unknown::new));
  }

  private Optional<PostMortem> find(String id) {
    return WatchRequests.number(id, IncidentId::new).flatMap(postMortems::get);
  }

  private Saving saving(String id, TextBody body) {
    int version = body.version() == null ? 0 : body.version();
    String text = WatchRequests.orEmpty(body.text());
    return WatchRequests.number(id, IncidentId::new)
        .map(it -> postMortems.save(it, version, text, CurrentActor.get()))
        .orElseGet(Saving.Unknown::new);
  }

  private static ResponseEntity<?> answer(Saving saving) {
    return switch (saving) {
      case Saving.Saved(PostMortem saved) -> ResponseEntity.ok(PostMortemView.of(saved));
      case Saving.Outdated(PostMortem newest) ->
          Problem.of(
                  HttpStatus.CONFLICT,
                  "Changed meanwhile",
                  "Version %d was saved meanwhile. Read it, merge your changes, and save again."
                      .formatted(newest.version()))
              .answer();
      case Saving.Refused(String reason) ->
          Problem.of(HttpStatus.CONFLICT, "Refused", reason).answer();
      case Saving.Unknown _ -> IncidentAnswers.unknown();
    };
  }
}
