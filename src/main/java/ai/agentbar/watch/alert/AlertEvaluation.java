package ai.agentbar.watch.alert;

import ai.agentbar.event.Origin.Component;
import ai.agentbar.job.Work;
import ai.agentbar.watch.metric.Readings;
import ai.agentbar.watch.playbook.Playbook;
import ai.agentbar.watch.playbook.PlaybookInForce;
import ai.agentbar.watch.playbook.Playbooks;
import ai.agentbar.watch.playbook.Rule;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Judges every rule about four times a second, and writes a change and its event in one
 * transaction; who must tell or act listens to the event.
 *
 * <p>Any number of nodes run this; the row locks let one of them judge a rule at a time, and the
 * others pass over it.
 */
@Service
@Order(200)
class AlertEvaluation implements Work {

  private static final Duration EVERY = Duration.ofMillis(250);

  /**
   * Whoever has just begun to listen has heard nobody yet, and calls nobody silent: a heart that
   * starts beside it beats some seconds later.
   */
  static final Duration LISTENS_FIRST = Duration.ofSeconds(15);

  private static final Duration KEPT_EVERY = Duration.ofSeconds(15);

  /** A rule that some node kept within this time is that node's to end. */
  private static final Duration KEPT_FOR = Duration.ofSeconds(45);

  private final Playbooks playbooks;
  private final RuleReadings readings;
  private final AlertTable alerts;
  private final JudgedTable judged;
  private final AlertChanges changes;
  private final Silences silences;
  private final TransactionTemplate transaction;
  private final LastJudgement lastJudgement;
  private final InstantSource clock;
  private volatile Instant judgedAt = Instant.EPOCH;
  private volatile Instant listensSince = Instant.MAX;

  /** The version whose rules have rows, and whose missing rules are at rest. */
  private volatile String settled = "";

  private volatile Instant settledAt = Instant.EPOCH;
  private volatile Instant keptAt = Instant.EPOCH;

  AlertEvaluation(
      Playbooks playbooks,
      RuleReadings readings,
      AlertTable alerts,
      JudgedTable judged,
      AlertChanges changes,
      Silences silences,
      TransactionTemplate transaction,
      LastJudgement lastJudgement,
      InstantSource clock) {
    this.playbooks = playbooks;
    this.readings = readings;
    this.alerts = alerts;
    this.judged = judged;
    this.changes = changes;
    this.silences = silences;
    this.transaction = transaction;
    this.lastJudgement = lastJudgement;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "alert-evaluation";
  }

  @Override
  public Component component() {
    return Component.WATCH;
  }

  /** Moves as many rows as alerts changed their state. */
  @Override
  public int step() {
    Instant now = clock.instant();
    Duration passed = Duration.between(judgedAt, now);
    if (passed.isPositive() && passed.compareTo(EVERY) < 0) {
      return 0;
    }
    judgedAt = now;
    listensSince = listensSince.isAfter(now) ? now : listensSince;
    PlaybookInForce inForce = playbooks.inForce();
    Playbook playbook = inForce.playbook();
    if (!inForce.version().equals(settled)) {
      transaction.executeWithoutResult(_ -> settle(playbook, now));
      settled = inForce.version();
      settledAt = now;
    } else if (isOver(KEPT_EVERY, settledAt, now)) {
      transaction.executeWithoutResult(_ -> leave(playbook, now.minus(KEPT_FOR), now));
      settledAt = now;
    }
    transaction.executeWithoutResult(_ -> silences.expire(now));
    Integer changed = transaction.execute(_ -> judge(playbook, it -> readings.of(playbook, it)));
    return changed == null ? 0 : changed;
  }

  /** Each node does so for the playbook it has read; doing it twice changes nothing. */
  private void settle(Playbook playbook, Instant now) {
    alerts.ensure(ids(playbook));
    leave(playbook, now.plus(KEPT_FOR), now);
  }

  /**
   * Now and then also what another node made fire by a file it had not read again yet. While a node
   * keeps such a rule, its firing is let be: ended here, it would begin there at once.
   */
  private void leave(Playbook playbook, Instant keptSince, Instant now) {
    alerts.lockLeft(ids(playbook), keptSince).forEach(it -> changes.leave(it, now));
  }

  /**
   * Judges the rules whose rows nobody else holds. The numbers are read after the rows are locked,
   * so that no judgement is overwritten by one on older numbers.
   */
  int judge(Playbook playbook, Function<Unjudged, Readings> numbers) {
    List<AlertTable.Row> rows = alerts.lock(ids(playbook));
    if (rows.isEmpty()) {
      return 0;
    }
    Unjudged unjudged = new Unjudged(judged.until());
    Readings now = numbers.apply(unjudged);
    List<AlertChanges.Turn> turns = new ArrayList<>();
    keep(rows, now.at());
    int changed = 0;
    for (AlertTable.Row row : rows) {
      Rule rule = playbook.rule(row.ruleId()).orElseThrow();
      if (rule instanceof Rule.Heartbeat && listensTooShort(now.at())) {
        continue;
      }
      Judgement judgement = unjudged.next(rule, now, playbook.busyHours(), row.state());
      AlertChanges.Turn turn = new AlertChanges.Turn(rule, row.state(), judgement, now);
      changed += changes.apply(turn) ? 1 : 0;
      turns.add(turn);
    }
    changes.keepLatest(turns);
    unjudged.after(now).since().ifPresent(judged::on);
    lastJudgement.on(now);
    return changed;
  }

  private void keep(List<AlertTable.Row> rows, Instant now) {
    if (isOver(KEPT_EVERY, keptAt, now)) {
      alerts.keep(rows.stream().map(AlertTable.Row::ruleId).toList(), now);
      keptAt = now;
    }
  }

  private static boolean isOver(Duration pause, Instant since, Instant now) {
    Duration passed = Duration.between(since, now);
    return passed.isNegative() || passed.compareTo(pause) >= 0;
  }

  private boolean listensTooShort(Instant now) {
    return Duration.between(listensSince, now).compareTo(LISTENS_FIRST) < 0;
  }

  private static List<String> ids(Playbook playbook) {
    return playbook.rules().stream().map(Rule::id).toList();
  }
}
