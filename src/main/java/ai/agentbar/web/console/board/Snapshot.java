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
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What boards are drawn from, read at one moment, in no language yet.
 *
 * @param now how everything stands
 * @param sums by how much the series of listed counters grew in the range, by their label
 * @param firings those that began within the range or go on, newest first
 * @param signs of whoever lived lately, where the board of workers is among those asked for
 * @param jobs the same
 */
record Snapshot(
    BoardRange range,
    Readings now,
    Courses courses,
    Map<Metric, Map<String, Long>> sums,
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

  /** The same of one series; of counters that are listed. */
  long sum(Metric counter, String label) {
    return sums.getOrDefault(counter, Map.of()).getOrDefault(label, 0L);
  }

  /** The series of a listed counter that grew in the range. */
  Set<String> labels(Metric counter) {
    return new TreeSet<>(sums.getOrDefault(counter, Map.of()).keySet());
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
