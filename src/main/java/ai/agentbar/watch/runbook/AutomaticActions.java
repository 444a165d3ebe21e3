package ai.agentbar.watch.runbook;

import ai.agentbar.kernel.Actor;
import ai.agentbar.watch.alert.AlertEvent;
import ai.agentbar.watch.playbook.ActionName;
import ai.agentbar.watch.playbook.Playbooks;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Starts what starts by itself, in the transaction in which the alert fires. Not while it runs, and
 * not more often than every {@link #EVERY}, however often alerts fire.
 */
@Component
class AutomaticActions {

  static final Duration EVERY = Duration.ofMinutes(5);

  private final Playbooks playbooks;
  private final Runs runs;
  private final RunTable table;
  private final InstantSource clock;

  AutomaticActions(Playbooks playbooks, Runs runs, RunTable table, InstantSource clock) {
    this.playbooks = playbooks;
    this.runs = runs;
    this.table = table;
    this.clock = clock;
  }

  @EventListener
  void fired(AlertEvent.Fired fired) {
    playbooks
        .current()
        .rule(fired.rule())
        .ifPresent(rule -> RuleSteps.automatic(rule).forEach(action -> start(action, fired)));
  }

  private void start(ActionName action, AlertEvent.Fired fired) {
    if (!ranLately(action)) {
      runs.ask(
          new ActionRequest(
              action,
              Optional.of(fired.firing()),
              Actor.SYSTEM,
              "alert %s fired".formatted(fired.rule())));
    }
  }

  private boolean ranLately(ActionName action) {
    return table
        .last(action)
        .filter(run -> run.askedAt().plus(EVERY).isAfter(clock.instant()))
        .isPresent();
  }
}
