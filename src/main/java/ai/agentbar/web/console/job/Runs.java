package ai.agentbar.web.console.job;

import ai.agentbar.job.JobRun;
import ai.agentbar.job.JobStanding;
import ai.agentbar.web.console.Badge;
import ai.agentbar.web.console.Words;
import java.time.Duration;
import java.time.Instant;

/** How a run and a job are told. Pure. */
final class Runs {

  private static final int PERCENT = 100;

  private Runs() {}

  /** How long it took, or takes up to now. */
  static Duration took(JobRun run, Instant now) {
    return Duration.between(run.startedAt(), run.end().map(JobRun.End::at).orElse(now));
  }

  static String length(Duration length, Words words) {
    return length.compareTo(Duration.ofSeconds(1)) < 0
        ? words.reader().number(Math.max(0, length.toMillis())) + "\u00a0ms"
        : words.reader().lasted(length);
  }

  /** Of its limit, in percent; at least a little, so that a bar can be seen. */
  static int share(JobRun run, Instant now) {
    return share(run, run.limit(), now);
  }

  /** Of some length, in percent. */
  static int share(JobRun run, Duration whole, Instant now) {
    long length = Math.max(1, whole.toMillis());
    return Math.clamp(took(run, now).toMillis() * PERCENT / length, 1, PERCENT);
  }

  static Badge result(JobRun run, Words words) {
    return run.end()
        .map(it -> new Badge(words.of("job-result", it.result()), tone(it)))
        .orElseGet(() -> new Badge(words.say("job-result.running"), ""));
  }

  /** Late before anything else: a job that does not start has no result to look at. */
  static Badge standing(JobStanding standing, Words words) {
    if (standing.late()) {
      return new Badge(words.say("job-is.late"), "bad");
    }
    return standing
        .lastRun()
        .map(it -> result(it, words))
        .orElseGet(() -> new Badge(words.say("job-is.new"), ""));
  }

  static String tone(JobRun.End end) {
    return switch (end.result()) {
      case DONE -> "good";
      case TIMED_OUT -> "warn";
      case FAILED, ABANDONED -> "bad";
    };
  }
}
