package ai.agentbar.watch.alert;

import ai.agentbar.event.EventLog;
import ai.agentbar.event.Masking;
import ai.agentbar.kernel.Actor;
import ai.agentbar.kernel.FreeText;
import ai.agentbar.watch.alert.ProbeResult.Verdict;
import ai.agentbar.watch.metric.Readings;
import ai.agentbar.watch.playbook.BusyHours;
import ai.agentbar.watch.playbook.Playbook;
import ai.agentbar.watch.playbook.Playbooks;
import ai.agentbar.watch.playbook.Rule;
import ai.agentbar.watch.playbook.Wording;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Every alert of the playbook, how it stands and how it fired; the same on every node. */
@Service
public class Alerts {

  /** Letters of an acknowledgement's note. */
  public static final int NOTE_LENGTH_MAX = 500;

  private static final Judgement NOT_JUDGED =
      new Judgement(new AlertState.Ok(), 0, 0, new Wording("", ""));

  private final Playbooks playbooks;
  private final RuleReadings readings;
  private final AlertTable alerts;
  private final FiringReadTable firings;
  private final FiringTable changes;
  private final ProbeResultTable probed;
  private final JudgedTable judged;
  private final EventLog events;
  private final InstantSource clock;

  Alerts(
      Playbooks playbooks,
      RuleReadings readings,
      AlertTable alerts,
      FiringReadTable firings,
      FiringTable changes,
      ProbeResultTable probed,
      JudgedTable judged,
      EventLog events,
      InstantSource clock) {
    this.playbooks = playbooks;
    this.readings = readings;
    this.alerts = alerts;
    this.firings = firings;
    this.changes = changes;
    this.probed = probed;
    this.judged = judged;
    this.events = events;
    this.clock = clock;
  }

  /** All that happened until then has been judged, by whatever node; empty where none ever did. */
  public Optional<Instant> judgedUntil() {
    return judged.until();
  }

  /** In the playbook's order. */
  public List<Alert> all() {
    Map<String, Judgement> judgements =
        alerts.all().stream()
            .collect(Collectors.toMap(AlertTable.Row::ruleId, AlertTable.Row::judgement));
    Map<String, Firing> open =
        firings.open().stream().collect(Collectors.toMap(Firing::ruleId, Function.identity()));
    return playbooks.current().rules().stream()
        .map(
            rule ->
                alert(
                    rule,
                    judgements.getOrDefault(rule.id(), NOT_JUDGED),
                    Optional.ofNullable(open.get(rule.id()))))
        .toList();
  }

  /**
   * The same with the numbers of this moment: an alert at rest is stored without any. It costs as
   * much as one evaluation.
   */
  public List<Alert> measured() {
    Playbook playbook = playbooks.current();
    Readings now = readings.of(playbook);
    return all().stream().map(it -> measured(it, now, playbook.busyHours())).toList();
  }

  /** One firing, going on or over. */
  public Optional<Firing> firing(FiringId id) {
    return firings.find(id);
  }

  /** What fires now, oldest first. */
  public List<Firing> open() {
    return firings.open();
  }

  /** What began to fire in {@code [from, to)}, newest first; the newest thousand at most. */
  public List<Firing> firings(Instant from, Instant to) {
    return firings.begun(from, to);
  }

  /** The same of one rule, whether the playbook still holds it or not. */
  public List<Firing> firings(String ruleId, Instant from, Instant to) {
    return firings.begunOf(ruleId, from, to);
  }

  /**
   * A person takes a firing on; personal data in the note is covered. False where somebody did
   * before, or it is over: nothing changes then.
   */
  @Transactional
  public boolean acknowledge(FiringId id, Actor actor, String note) {
    String kept = Masking.mask(FreeText.cut(note, NOTE_LENGTH_MAX));
    boolean taken = changes.acknowledge(id, new Acknowledgement(actor, kept, clock.instant()));
    if (taken) {
      String rule = firings.find(id).orElseThrow().ruleId();
      events.append(new AlertEvent.Acknowledged(id, rule, actor, kept));
    }
    return taken;
  }

  /** Keeps what the probes found; probes may report again, the newest result counts. */
  @Transactional
  public void diagnosed(FiringId id, List<ProbeResult> results) {
    Firing firing = firings.find(id).orElseThrow();
    Instant now = clock.instant();
    results.forEach(result -> probed.save(id, result, now));
    events.append(
        new AlertEvent.Diagnosed(
            id,
            firing.ruleId(),
            count(results, Verdict.GOOD),
            count(results, Verdict.BAD),
            count(results, Verdict.UNKNOWN)));
  }

  /** What the probes found about a firing so far. */
  public List<ProbeResult> results(FiringId id) {
    return found(id).stream().map(Found::result).toList();
  }

  /** The same, and when each was found. */
  public List<Found> found(FiringId id) {
    return probed.found(id);
  }

  private static long count(List<ProbeResult> results, Verdict verdict) {
    return results.stream().filter(it -> it.verdict() == verdict).count();
  }

  private static Alert measured(Alert alert, Readings now, BusyHours busyHours) {
    if (!Conditions.isKnown(alert.rule(), now)) {
      return alert;
    }
    Evaluation.Asked asked = new Evaluation.Asked(alert.rule(), now, Duration.ZERO);
    Finding finding = Conditions.find(asked, busyHours, alert.state().known());
    return new Alert(
        alert.rule(),
        alert.state(),
        finding.value(),
        finding.limit(),
        finding.reason().get(),
        alert.firing());
  }

  private static Alert alert(Rule rule, Judgement judgement, Optional<Firing> firing) {
    return new Alert(
        rule, judgement.next(), judgement.value(), judgement.limit(), judgement.reason(), firing);
  }
}
