package ai.agentbar.web.api;

import ai.agentbar.watch.alert.Alerts;
import ai.agentbar.watch.playbook.Mistake;
import ai.agentbar.watch.playbook.PlaybookInForce;
import ai.agentbar.watch.playbook.Playbooks;
import ai.agentbar.watch.playbook.RefusedPlaybook;
import ai.agentbar.web.api.AlertView.StepView;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The playbook in force, and whether another text could be. */
@RestController
@RequestMapping(path = "/api/watch/playbook", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Watch")
class PlaybookController {

  record RefusedView(String version, Instant since, List<Mistake> mistakes) {

    static RefusedView of(RefusedPlaybook it) {
      return new RefusedView(it.version(), it.since(), it.mistakes());
    }
  }

  record RuleView(AlertView alert, List<StepView> steps) {}

  /**
   * @param version of its text; the same on every node that has read the same
   * @param refused the changed file, where it has mistakes; what is in force stays in force
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record PlaybookView(
      String source,
      String version,
      Instant since,
      @Nullable RefusedView refused,
      List<RuleView> rules) {}

  record ValidationView(boolean valid, List<Mistake> mistakes) {}

  private final Playbooks playbooks;
  private final Alerts alerts;

  PlaybookController(Playbooks playbooks, Alerts alerts) {
    this.playbooks = playbooks;
    this.alerts = alerts;
  }

  @Operation(summary = "The playbook in force: its rules with their current value and limit")
  @GetMapping
  PlaybookView inForce() {
    PlaybookInForce inForce = playbooks.inForce();
    return new PlaybookView(
        inForce.source(),
        inForce.version(),
        inForce.since(),
        playbooks.refused().map(RefusedView::of).orElse(null),
        alerts.measured().stream()
            .map(
                it ->
                    new RuleView(
                        AlertView.of(it, Optional.empty()),
                        it.rule().card().steps().stream()
                            .map(step -> StepView.of(step, List.of()))
                            .toList()))
            .toList());
  }

  @Operation(
      summary = "Whether a text could be the playbook",
      description = "The body is the YAML itself; every mistake is answered with its line.")
  @PostMapping(
      path = "/validate",
      consumes = {MediaType.TEXT_PLAIN_VALUE, "application/yaml"})
  ValidationView validate(@RequestBody String text) {
    List<Mistake> mistakes = playbooks.validate(text);
    return new ValidationView(mistakes.isEmpty(), mistakes);
  }
}
