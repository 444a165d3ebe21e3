package ai.agentbar.watch.runbook;

import ai.agentbar.event.EventLog;
import ai.agentbar.kernel.Actor;
import ai.agentbar.watch.alert.Firing;
import ai.agentbar.watch.alert.FiringId;
import ai.agentbar.watch.playbook.Playbooks;
import ai.agentbar.watch.playbook.Step;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The ticks behind the steps of a firing that only people can do; they may be set, and taken back,
 * also when it is over. Each change stands in the audit log and in the incident's timeline.
 */
@Service
public class Ticks {

  private final Playbooks playbooks;
  private final TickTable table;
  private final EventLog events;
  private final InstantSource clock;

  Ticks(Playbooks playbooks, TickTable table, EventLog events, InstantSource clock) {
    this.playbooks = playbooks;
    this.table = table;
    this.events = events;
    this.clock = clock;
  }

  /** Oldest first; also of steps that the playbook names no more. */
  public List<Tick> of(FiringId firing) {
    return table.of(firing);
  }

  /**
   * The step that can be ticked.
   *
   * @param number from 1, in the order of the rule's steps in the playbook in force
   */
  public Optional<Step.Manual> find(Firing firing, int number) {
    return playbooks
        .current()
        .rule(firing.ruleId())
        .map(it -> it.card().steps())
        .filter(it -> number >= 1 && number <= it.size())
        .map(it -> it.get(number - 1))
        .filter(Step.Manual.class::isInstance)
        .map(Step.Manual.class::cast);
  }

  /** False, and nothing is changed, where somebody ticked it before. */
  @Transactional
  public boolean tick(Firing firing, Step.Manual step, Actor actor) {
    boolean changed = table.add(firing.id(), Tick.of(step, actor, clock.instant()));
    if (changed) {
      events.append(RunbookEvent.StepTicked.of(firing, step, true, actor));
    }
    return changed;
  }

  /** It was not done after all; false, and nothing is changed, where it had no tick. */
  @Transactional
  public boolean untick(Firing firing, Step.Manual step, Actor actor) {
    boolean changed = table.remove(firing.id(), Tick.key(step));
    if (changed) {
      events.append(RunbookEvent.StepTicked.of(firing, step, false, actor));
    }
    return changed;
  }
}
