package ai.agentbar.watch.runbook;

import ai.agentbar.event.EventLog;
import ai.agentbar.watch.alert.Alerts;
import ai.agentbar.watch.alert.FiringId;
import ai.agentbar.watch.alert.ProbeResult;
import ai.agentbar.watch.playbook.ActionName;
import ai.agentbar.watch.playbook.ProbeName;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What can be looked at and done by hand. The probes of an alert run by themselves when it fires,
 * and so do the actions that its steps call automatic.
 */
@Service
public class Runbook {

  public static final int PAGE_ROWS_MAX = 100;

  /** An action and its newest run, if it ever ran. */
  public record Standing(ActionName action, Optional<ActionRun> last) {}

  private final Runs runs;
  private final RunTable table;
  private final Probing probing;
  private final Alerts alerts;
  private final EventLog events;
  private final TransactionTemplate transaction;

  Runbook(
      Runs runs,
      RunTable table,
      Probing probing,
      Alerts alerts,
      EventLog events,
      TransactionTemplate transaction) {
    this.runs = runs;
    this.table = table;
    this.probing = probing;
    this.alerts = alerts;
    this.events = events;
    this.transaction = transaction;
  }

  /** Every action, and how it ran last. */
  public List<Standing> actions() {
    return Stream.of(ActionName.values())
        .map(action -> new Standing(action, table.last(action)))
        .toList();
  }

  /** What an action would touch now; changes nothing. */
  public Action.Preview preview(ActionName action) {
    return runs.action(action).preview();
  }

  /**
   * Has an action run, once at a time on whatever nodes. It runs in the background: after a crash
   * of this process another one runs it.
   */
  public Asked run(ActionRequest request) {
    return runs.ask(request);
  }

  public Optional<ActionRun> find(RunId id) {
    return table.find(id);
  }

  /**
   * The runs of all actions, newest first.
   *
   * @param beforeId the last id of the page before; {@link Long#MAX_VALUE} for the first page
   */
  public List<ActionRun> history(long beforeId, int limit) {
    return table.before(beforeId, Math.min(limit, PAGE_ROWS_MAX));
  }

  /** What was done about a firing, oldest first. */
  public List<ActionRun> ofFiring(FiringId firing) {
    return table.ofFiring(firing, PAGE_ROWS_MAX);
  }

  /**
   * Lets one probe look now, and waits for it up to {@link Probing#HARD_MAX}; never inside a
   * transaction. Where it looks because of a firing, the firing keeps what it found.
   */
  public ProbeResult probe(ProbeName name, Optional<FiringId> firing) {
    ProbeResult result = probing.start(name).atLast();
    transaction.executeWithoutResult(
        _ -> {
          events.append(RunbookEvent.ProbeRun.of(firing.orElse(null), result));
          firing.ifPresent(id -> alerts.diagnosed(id, List.of(result)));
        });
    return result;
  }
}
