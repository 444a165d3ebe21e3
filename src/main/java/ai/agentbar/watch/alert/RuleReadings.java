package ai.agentbar.watch.alert;

import ai.agentbar.watch.metric.Metric;
import ai.agentbar.watch.metric.MetricWindows;
import ai.agentbar.watch.metric.Readings;
import ai.agentbar.watch.playbook.Playbook;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Service;

/** Reads the numbers that the rules of a playbook ask for, as far back as any of them looks. */
@Service
class RuleReadings {

  private final MetricWindows windows;

  RuleReadings(MetricWindows windows) {
    this.windows = windows;
  }

  Readings of(Playbook playbook) {
    return of(playbook, new Unjudged(Optional.empty()));
  }

  /**
   * Also as far back as nobody judged. Numbers that are too old to judge on need no more than
   * usual, so what nobody judged is counted up to where they are complete, and not up to now.
   */
  Readings of(Playbook playbook, Unjudged unjudged) {
    Set<Metric> metrics =
        playbook.rules().stream()
            .flatMap(it -> Stream.concat(it.metrics().stream(), it.metric().rupiah().stream()))
            .collect(Collectors.toUnmodifiableSet());
    return windows.read(
        metrics,
        foldedUntil -> {
          Instant newest = foldedUntil.plus(Evaluation.FRESH_WITHIN);
          return playbook.rules().stream()
              .map(it -> unjudged.lookback(it, newest))
              .max(Comparator.naturalOrder())
              .orElse(Duration.ZERO);
        });
  }
}
