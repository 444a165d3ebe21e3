package ai.agentbar.watch.playbook;

import ai.agentbar.watch.metric.Metric;
import java.util.Optional;

/**
 * Between which numbers a metric is normal.
 *
 * @param of where it is there, the limits are percent of this metric, counted over the same time
 * @param normal as people read it; where there is no limit, it is all that can be said
 */
public record Band(
    Metric metric,
    Optional<Metric> of,
    Optional<Long> atLeast,
    Optional<Long> atMost,
    Wording normal) {

  /**
   * Whether that is normal.
   *
   * @param value in the metric's unit, or in percent where the band is a share
   */
  public boolean holds(long value) {
    return atLeast.stream().allMatch(it -> value >= it)
        && atMost.stream().allMatch(it -> value <= it);
  }
}
