package ai.agentbar.watch.runbook.probe;

import ai.agentbar.notification.ReminderSwitch;
import ai.agentbar.watch.metric.Metric;
import ai.agentbar.watch.metric.SharedGauges;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * Whether reminders go out, as a number that a rule can watch: they may be held back and forgotten,
 * and no event tells that nothing happens.
 */
@Component
class ReminderGauges implements SharedGauges {

  private final ReminderSwitch reminders;
  private final InstantSource clock;

  ReminderGauges(ReminderSwitch reminders, InstantSource clock) {
    this.reminders = reminders;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "reminders";
  }

  @Override
  public Map<Metric, Long> read() {
    Instant now = clock.instant();
    return Map.of(
        Metric.REMINDERS_OVERDUE_SECONDS,
        reminders.oldestOverdue().map(it -> Duration.between(it, now).toSeconds()).orElse(0L),
        Metric.REMINDERS_PAUSED,
        reminders.pause().isPresent() ? 1L : 0L);
  }
}
