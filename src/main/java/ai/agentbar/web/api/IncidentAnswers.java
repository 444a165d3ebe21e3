package ai.agentbar.web.api;

import ai.agentbar.watch.incident.Incident;
import ai.agentbar.watch.incident.IncidentChange;
import ai.agentbar.web.Problem;
import java.time.InstantSource;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** What is answered to a wish to change an incident. */
@Component
class IncidentAnswers {

  private final InstantSource clock;

  IncidentAnswers(InstantSource clock) {
    this.clock = clock;
  }

  ResponseEntity<?> to(IncidentChange change) {
    return switch (change) {
      case IncidentChange.Done(Incident incident) ->
          ResponseEntity.ok(IncidentView.of(incident, clock.instant()));
      case IncidentChange.Refused(String reason) ->
          Problem.of(HttpStatus.CONFLICT, "Refused", reason).answer();
      case IncidentChange.Unknown _ -> unknown();
    };
  }

  static ResponseEntity<Problem> unknown() {
    return Problem.of(HttpStatus.NOT_FOUND, "No such incident", "There is no such incident.")
        .answer();
  }
}
