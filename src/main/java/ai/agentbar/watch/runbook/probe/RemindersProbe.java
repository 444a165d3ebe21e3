package ai.agentbar.watch.runbook.probe;

import ai.agentbar.notification.ReminderSwitch;
import ai.agentbar.notification.ReminderSwitch.Pause;
import ai.agentbar.notification.ReminderSwitch.Standing;
import ai.agentbar.watch.playbook.ProbeName;
import ai.agentbar.watch.runbook.Finding;
import ai.agentbar.watch.runbook.Probe;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Whether reminders that are due go out. */
@Component
class RemindersProbe implements Probe {

  /** The job that sends them runs six times a minute. */
  private static final Duration LATE_AFTER = Duration.ofMinutes(2);

  private final ReminderSwitch reminders;
  private final InstantSource clock;

  RemindersProbe(ReminderSwitch reminders, InstantSource clock) {
    this.reminders = reminders;
    this.clock = clock;
  }

  @Override
  public ProbeName name() {
    return ProbeName.REMINDERS;
  }

  @Override
  public Finding look() {
    return judge(reminders.pause(), reminders.standing(), clock.instant());
  }

  static Finding judge(Optional<Pause> pause, Standing standing, Instant now) {
    if (pause.isPresent()) {
      Duration since = Duration.between(pause.get().since(), now);
      return Finding.bad(
          "pengingat ditahan sejak %s oleh %s; %d tertunda"
              .formatted(Ago.indonesian(since), pause.get().by(), standing.overdue()),
          "reminders are held back for %s by %s; %d wait"
              .formatted(Ago.english(since), pause.get().by(), standing.overdue()));
    }
    Duration late =
        standing.oldestOverdue().map(it -> Duration.between(it, now)).orElse(Duration.ZERO);
    return Finding.of(
        late.compareTo(LATE_AFTER) < 0,
        "1 jam terakhir: %d pengingat jatuh tempo, %d terkirim, %d tidak perlu; %d terlambat, terlama %s"
            .formatted(
                standing.due(),
                standing.sent(),
                standing.unneeded(),
                standing.overdue(),
                Ago.indonesian(late)),
        "last hour: %d reminders due, %d sent, %d not needed; %d overdue, the oldest by %s"
            .formatted(
                standing.due(),
                standing.sent(),
                standing.unneeded(),
                standing.overdue(),
                Ago.english(late)));
  }
}
