package ai.agentbar.web.console.board;

import ai.agentbar.job.JobStanding;
import ai.agentbar.job.LifeSigns.Sign;
import ai.agentbar.watch.alert.Alert;
import ai.agentbar.watch.alert.Firing;
import ai.agentbar.watch.metric.Courses;
import ai.agentbar.watch.metric.Metric;
import ai.agentbar.watch.metric.Readings;
import ai.agentbar.watch.playbook.Band;
import ai.agentbar.watch.playbook.Playbook;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * What boards are drawn from, read at one moment, in no language yet.
 *
 * @param now how everything stands
 * @param firings those that began within the range or go on, newest first
 * @param signs of whoever lived lately, where the board of workers is among those asked for
 * @param jobs the same
 */
record Snapshot(
    BoardRange range,
    Readings now,
    Courses courses,
    Playbook playbook,
    List<Alert> alerts,
    List<Firing> firings,
    List<Sign> signs,
    List<JobStanding> jobs) {

  Instant at() {
    return now.at();
  }

  /** By how much a counter grew in the range. */
  long sum(Metric counter) {
    return courses.of(counter).sum();
  }

  /** Whether a rule on one of these fires. */
  boolean fires(Set<Metric> metrics) {
    return alerts.stream().anyMatch(it -> it.isFiring() && metrics.contains(it.rule().metric()));
  }

  /** What fired of the rules on these, in the range, newest first. */
  List<Firing> firingsOf(Set<Metric> metrics) {
    return firings.stream()
        .filter(
            it ->
                playbook
                    .rule(it.ruleId())
                    .filter(rule -> metrics.contains(rule.metric()))
                    .isPresent())
        .toList();
  }

  /** Bad while an alert on it fires, else a warning where the playbook calls it not normal. */
  String tone(Metric metric, long value) {
    if (fires(Set.of(metric))) {
      return "bad";
    }
    return playbook.band(metric).map((Band it) -> it.holds(value) ? "good" : "warn").orElse("");
  }
}
