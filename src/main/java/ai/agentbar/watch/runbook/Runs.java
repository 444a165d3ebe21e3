package ai.agentbar.watch.runbook;

import ai.agentbar.event.EventLog;
import ai.agentbar.watch.playbook.ActionName;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Writes down that an action is to be run; {@link ActionWork} runs it. */
@Component
class Runs {

  private final Map<ActionName, Action> actions = new EnumMap<>(ActionName.class);
  private final RunTable table;
  private final EventLog events;
  private final InstantSource clock;
  private final TransactionTemplate transaction;

  Runs(
      List<Action> actions,
      RunTable table,
      EventLog events,
      InstantSource clock,
      TransactionTemplate transaction) {
    for (Action action : actions) {
      if (this.actions.put(action.name(), action) != null) {
        throw new IllegalArgumentException("two actions are called " + action.name());
      }
    }
    this.table = table;
    this.events = events;
    this.clock = clock;
    this.transaction = transaction;
  }

  Action action(ActionName name) {
    return Objects.requireNonNull(actions.get(name), name::name);
  }

  /** Where it runs already, on whatever node, nothing changes. */
  Asked ask(ActionRequest request) {
    return Objects.requireNonNull(transaction.execute(_ -> open(request)));
  }

  private Asked open(ActionRequest request) {
    Instant now = clock.instant();
    Optional<RunId> id = table.open(request, action(request.action()).metric(), now);
    if (id.isEmpty()) {
      return new Asked.AlreadyRunning(table.last(request.action()).orElseThrow().id());
    }
    events.append(
        new RunbookEvent.Started(
            request.firing().orElse(null),
            id.get(),
            request.action(),
            request.actor(),
            request.reason()));
    return new Asked.Started(id.get());
  }
}
