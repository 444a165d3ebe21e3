package ai.agentbar.watch.incident;

import ai.agentbar.watch.playbook.Playbooks;
import ai.agentbar.watch.playbook.Severity;
import org.springframework.stereotype.Component;

/** What the playbook in force grants. */
@Component
class IncidentTerms {

  private final Playbooks playbooks;

  IncidentTerms(Playbooks playbooks) {
    this.playbooks = playbooks;
  }

  Terms of(Severity severity) {
    return Terms.of(playbooks.current().terms(severity));
  }
}
