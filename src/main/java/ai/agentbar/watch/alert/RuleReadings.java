package ai.agentbar.watch.alert;

import ai.agentbar.watch.metric.MetricWindows;
import ai.agentbar.watch.metric.Readings;
import ai.agentbar.watch.playbook.Playbook;
import ai.agentbar.watch.playbook.Rule;
import java.time.Duration;
import java.util.Comparator;
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
    Duration lookback =
        playbook.rules().stream()
            .map(Rule::lookback)
            .max(Comparator.naturalOrder())
            .orElse(Duration.ZERO);
    return windows.read(
        playbook.rules().stream()
            .flatMap(it -> Stream.concat(it.metrics().stream(), it.metric().rupiah().stream()))
            .collect(Collectors.toUnmodifiableSet()),
        lookback);
  }
}
