package ai.agentbar.web.api;

import ai.agentbar.kernel.Actor;
import ai.agentbar.watch.alert.Silence;
import ai.agentbar.watch.alert.SilenceId;
import ai.agentbar.watch.alert.Silences;
import ai.agentbar.watch.alert.Silencing;
import ai.agentbar.web.CurrentActor;
import ai.agentbar.web.Problem;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
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

/** Rules nobody is told of for a time. */
@RestController
@RequestMapping(path = "/api/watch/silences", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Watch")
class SilenceController {

  record SilenceView(
      long silence, String rule, Actor actor, String reason, Instant begunAt, Instant until) {

    static SilenceView of(Silence it) {
      return new SilenceView(
          it.id().number(), it.ruleId(), it.actor(), it.reason(), it.begunAt(), it.until());
    }
  }

  record SilencesView(List<SilenceView> silences) {}

  /**
   * @param until when it ends by itself: {@code 2026-11-25T18:00:00Z}
   */
  record SilenceBody(@Nullable String rule, @Nullable String reason, @Nullable String until) {}

  private final Silences silences;

  SilenceController(Silences silences) {
    this.silences = silences;
  }

  @Operation(summary = "The silences that stand")
  @GetMapping
  SilencesView standing() {
    return new SilencesView(silences.standing().stream().map(SilenceView::of).toList());
  }

  @Operation(
      summary = "Silence a rule; a P0 for an hour at most",
      description =
          "The rule is judged all the same, and what still fires when the silence ends is told.")
  @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<?> begin(@RequestBody SilenceBody body) {
    FieldReader fields = new FieldReader();
    Optional<String> rule = fields.required("rule", body.rule(), it -> it);
    Optional<String> reason = fields.required("reason", body.reason(), it -> it);
    Optional<Instant> until = fields.required("until", body.until(), Instant::parse);
    if (fields.failed()) {
      return fields.problem();
    }
    return switch (silences.begin(
        rule.orElseThrow(), CurrentActor.get(), reason.orElseThrow(), until.orElseThrow())) {
      case Silencing.Begun(Silence silence) ->
          ResponseEntity.created(URI.create("/api/watch/silences/" + silence.id()))
              .body(SilenceView.of(silence));
      case Silencing.Refused(String field, String why) -> {
        fields.refuse(field, why);
        yield fields.problem();
      }
    };
  }

  @Operation(summary = "End a silence; what still fires is told at once")
  @DeleteMapping("/{silence}")
  ResponseEntity<?> end(@PathVariable String silence) {
    boolean ended =
        silence.matches("[1-9]\\d{0,17}")
            && silences.end(new SilenceId(Long.parseLong(silence)), CurrentActor.get());
    return ended
        ? ResponseEntity.noContent().build()
        : Problem.of(
                HttpStatus.NOT_FOUND,
                "No such silence",
                "There is no such silence that stands; /api/watch/silences names those that do.")
            .answer();
  }
}
