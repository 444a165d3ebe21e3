package ai.agentbar.web.console.alert;

import ai.agentbar.watch.alert.Alert;
import ai.agentbar.watch.alert.Alerts;
import ai.agentbar.watch.alert.Firing;
import ai.agentbar.watch.alert.FiringId;
import ai.agentbar.watch.alert.ProbeResult;
import ai.agentbar.watch.alert.Silence;
import ai.agentbar.watch.alert.Silences;
import ai.agentbar.watch.delivery.Deliveries;
import ai.agentbar.watch.runbook.ActionRun;
import ai.agentbar.watch.runbook.Runbook;
import ai.agentbar.watch.runbook.Tick;
import ai.agentbar.watch.runbook.Ticks;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Everything that is known of one firing, read at one moment, in no language yet.
 *
 * @param alert its rule and how that stands now; nothing where the playbook does not hold it any
 *     more
 * @param runs the actions that were an answer to it, oldest first
 * @param ticks who did what only people can do
 */
record AlertFile(
    Firing firing,
    Optional<Alert> alert,
    List<ProbeResult> results,
    List<Silence> silences,
    List<ActionRun> runs,
    List<Tick> ticks,
    List<Deliveries.Told> told,
    Instant at) {

  /** Where the files are found. */
  @Component
  static class Cabinet {

    private final Alerts alerts;
    private final Silences silences;
    private final Runbook runbook;
    private final Ticks ticks;
    private final Deliveries deliveries;
    private final InstantSource clock;

    Cabinet(
        Alerts alerts,
        Silences silences,
        Runbook runbook,
        Ticks ticks,
        Deliveries deliveries,
        InstantSource clock) {
      this.alerts = alerts;
      this.silences = silences;
      this.runbook = runbook;
      this.ticks = ticks;
      this.deliveries = deliveries;
      this.clock = clock;
    }

    Optional<AlertFile> open(long id) {
      return id < 1 ? Optional.empty() : alerts.firing(new FiringId(id)).map(this::file);
    }

    private AlertFile file(Firing firing) {
      return new AlertFile(
          firing,
          alerts.all().stream().filter(it -> it.rule().id().equals(firing.ruleId())).findFirst(),
          alerts.results(firing.id()),
          silences.standing().stream().filter(it -> it.ruleId().equals(firing.ruleId())).toList(),
          runbook.ofFiring(firing.id()),
          ticks.of(firing.id()),
          deliveries.ofFiring(firing.id()),
          clock.instant());
    }
  }
}
