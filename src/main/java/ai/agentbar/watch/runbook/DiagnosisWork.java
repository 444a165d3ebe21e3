package ai.agentbar.watch.runbook;

import ai.agentbar.event.EventLog;
import ai.agentbar.event.Origin.Component;
import ai.agentbar.job.Lease;
import ai.agentbar.job.RowQueue;
import ai.agentbar.job.SideBySide;
import ai.agentbar.job.Work;
import ai.agentbar.watch.alert.AlertEvent;
import ai.agentbar.watch.alert.Alerts;
import ai.agentbar.watch.alert.FiringId;
import ai.agentbar.watch.alert.ProbeResult;
import ai.agentbar.watch.playbook.Playbooks;
import ai.agentbar.watch.playbook.ProbeName;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Runs the probes of every alert that fires, and again when it becomes worse or its silence ends.
 * That they are to run is a row of the transaction in which it fires; after a crash in the middle
 * they run again.
 *
 * <p>What is found within {@link #IN_TIME} can still stand in the message to the people on call; a
 * slower probe is told as unknown first, and its result is kept when it comes. Threads: a virtual
 * thread a firing.
 */
@Order(250)
@org.springframework.stereotype.Component
class DiagnosisWork implements Work {

  /** How long the message waits for the probes. */
  static final Duration IN_TIME = Duration.ofMillis(1_200);

  private static final Duration LEASE = Duration.ofSeconds(8);
  private static final Duration DIAGNOSIS_MAX = Duration.ofSeconds(20);
  private static final int ATTEMPTS_MAX = 5;
  private static final int AT_ONCE_MAX = 50;

  private final RowQueue queue;
  private final SideBySide underWay;
  private final DiagnosisTable table;
  private final Probing probing;
  private final Playbooks playbooks;
  private final Alerts alerts;
  private final EventLog events;
  private final TransactionTemplate transaction;
  private final InstantSource clock;

  DiagnosisWork(
      JdbcClient jdbc,
      DiagnosisTable table,
      Probing probing,
      Playbooks playbooks,
      Alerts alerts,
      EventLog events,
      TransactionTemplate transaction,
      InstantSource clock) {
    this.queue = new RowQueue(jdbc, clock, DiagnosisTable.QUEUE, LEASE);
    this.underWay = new SideBySide(name(), queue, AT_ONCE_MAX, DIAGNOSIS_MAX);
    this.table = table;
    this.probing = probing;
    this.playbooks = playbooks;
    this.alerts = alerts;
    this.events = events;
    this.transaction = transaction;
    this.clock = clock;
  }

  @EventListener
  void fired(AlertEvent.Fired fired) {
    table.insert(new DiagnosisTable.Wanted(fired.firing(), fired.rule()), clock.instant());
  }

  /** What was found when it began says little about what is true now. */
  @EventListener
  void raised(AlertEvent.SeverityRaised raised) {
    lookAgain(raised.firing(), raised.rule());
  }

  @EventListener
  void stillFiring(AlertEvent.StillFiring still) {
    lookAgain(still.firing(), still.rule());
  }

  private void lookAgain(FiringId firing, String rule) {
    table.again(new DiagnosisTable.Wanted(firing, rule), clock.instant());
  }

  @Override
  public final String name() {
    return "runbook-diagnosis";
  }

  @Override
  public Component component() {
    return Component.WATCH;
  }

  /**
   * @return how many were started or are still under way
   */
  @Override
  public int step() {
    return underWay.step(queue::claim, this::diagnose);
  }

  @Override
  public int drain(Duration longest) {
    return underWay.await(longest);
  }

  private void diagnose(Lease lease) {
    if (lease.attempt() > ATTEMPTS_MAX) {
      queue.fail(lease, "given up after %d tries".formatted(ATTEMPTS_MAX));
      return;
    }
    DiagnosisTable.Wanted wanted = table.get(lease.rowId());
    long startedNanos = System.nanoTime();
    List<Probing.Look> looks = probes(wanted.ruleId()).stream().map(probing::start).toList();
    List<ProbeResult> inTime =
        looks.stream().map(look -> look.within(IN_TIME, startedNanos)).toList();
    List<Probing.Look> late = looks.stream().filter(look -> !isIn(look, inTime)).toList();
    tell(lease, wanted.firing(), inTime, late.isEmpty());
    if (!late.isEmpty()) {
      List<ProbeResult> afterwards = late.stream().map(Probing.Look::atLast).toList();
      tell(lease, wanted.firing(), afterwards, true);
    }
  }

  private List<ProbeName> probes(String ruleId) {
    return playbooks
        .current()
        .rule(ruleId)
        .map(RuleSteps::probes)
        .orElseGet(() -> RuleSteps.probesFor(ruleId));
  }

  private void tell(Lease lease, FiringId firing, List<ProbeResult> results, boolean last) {
    transaction.executeWithoutResult(
        _ -> {
          if (last) {
            queue.close(lease);
          } else {
            queue.hold(lease);
          }
          events.append(
              results.stream()
                  .map(result -> RunbookEvent.ProbeRun.of(firing, result))
                  .toArray(RunbookEvent[]::new));
          alerts.diagnosed(firing, results);
        });
  }

  /** Whether what it found is among these: it was over, and not just in the moment after. */
  private static boolean isIn(Probing.Look look, List<ProbeResult> results) {
    return look.isOver() && results.contains(look.result().join());
  }
}
