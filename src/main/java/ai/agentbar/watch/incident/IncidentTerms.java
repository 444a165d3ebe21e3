package ai.agentbar.watch.incident;

import ai.agentbar.watch.playbook.Playbooks;
import ai.agentbar.watch.playbook.Severity;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** What the playbook in force grants. */
@Component
class IncidentTerms {

  private final Playbooks playbooks;

  IncidentTerms(Playbooks playbooks) {
    this.playbooks = playbooks;
  }

  Terms of(Severity severity) {
    return switch (severity) {
      case P0 -> terms(5, 30);
      case P1 -> terms(10, 30);
      case P2 -> terms(60, 240);
      case P3 -> new Terms(Optional.empty(), Optional.empty(), List.of());
    };
  }

  private Terms terms(int acknowledge, int resolve) {
    return new Terms(
        Optional.of(Duration.ofMinutes(acknowledge)),
        Optional.of(Duration.ofMinutes(resolve)),
        List.of(
            new Terms.Stage(50, List.of(playbooks.current().team("tech_lead").orElseThrow()))));
  }
}
