package ai.agentbar.web.console.board;

import ai.agentbar.job.JobRun;
import ai.agentbar.job.JobStanding;
import ai.agentbar.job.LifeSigns.Sign;
import ai.agentbar.watch.metric.Metric;
import ai.agentbar.watch.playbook.Unit;
import ai.agentbar.web.console.Amounts;
import ai.agentbar.web.console.Badge;
import ai.agentbar.web.console.Reader;
import ai.agentbar.web.console.Words;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Who works, who schedules, and how long jobs take (the playbook, 3.5). */
final class WorkerBoard implements Board {

  private static final String JOBS = "/jobs";
  private static final List<String> DRAWN_JOBS =
      List.of("reminders", "reconciliation", "expiry", "retention", "checklist", "self-check");

  private static final List<Plot> PLOTS =
      List.of(
          Plot.of(
                  "alive",
                  Unit.COUNT,
                  new Line.Lowest(Metric.WORKER_ALIVE, JOBS),
                  new Line.Lowest(Metric.SCHEDULER_ALIVE, JOBS),
                  new Line.Whole(Metric.WORKER_EXPECTED, JOBS))
              .normally(Metric.WORKER_ALIVE),
          Plot.of(
              "job-time",
              Unit.MILLISECONDS,
              DRAWN_JOBS.stream()
                  .map(
                      it ->
                          new Line.Labelled(
                              Metric.JOB_EXECUTION_TIME, it, "job-name", JOBS + "/" + it))
                  .toArray(Line[]::new)),
          Plot.of(
                  "job-trouble",
                  Unit.COUNT,
                  new Line.Whole(Metric.JOB_MISSED, JOBS),
                  new Line.Whole(Metric.JOB_TIMEOUT_COUNT, JOBS),
                  new Line.Whole(Metric.JOB_FAILED_COUNT, JOBS))
              .normally(Metric.JOB_MISSED),
          Plot.of(
                  "resources",
                  Unit.PERCENT,
                  new Line.Whole(Metric.INSTANCE_CPU_PERCENT, JOBS),
                  new Line.Lowest(Metric.INSTANCE_MEMORY_AVAILABLE_PERCENT, JOBS),
                  new Line.Whole(Metric.INSTANCE_HEAP_USED_PERCENT, JOBS))
              .normally(Metric.INSTANCE_CPU_PERCENT));

  @Override
  public List<Plot> plots() {
    return PLOTS;
  }

  @Override
  public Set<Metric> marked() {
    return EnumSet.of(
        Metric.SCHEDULER_EXPECTED,
        Metric.EVENT_FOLD_LAG,
        Metric.INSTANCE_POOL_WAIT_MS,
        Metric.INSTANCE_DISK_FREE_PERCENT);
  }

  @Override
  public Set<Metric> ofFigures() {
    return Set.of(Metric.JOB_TIMEOUT_COUNT);
  }

  @Override
  public List<Figure> figures(Snapshot read, Words words) {
    return List.of(
        alive(Metric.WORKER_ALIVE, Metric.WORKER_EXPECTED, read, words),
        alive(Metric.SCHEDULER_ALIVE, Metric.SCHEDULER_EXPECTED, read, words),
        number(Metric.JOB_MISSED, read.now().value(Metric.JOB_MISSED), read, words),
        number(Metric.JOB_TIMEOUT_COUNT, read.sum(Metric.JOB_TIMEOUT_COUNT), read, words),
        new Figure(
            words.say("figure.longest-job"),
            Amounts.text(
                Unit.MILLISECONDS, read.now().value(Metric.JOB_EXECUTION_TIME), words.reader()),
            "",
            "",
            JOBS));
  }

  private static Figure alive(Metric metric, Metric expected, Snapshot read, Words words) {
    long alive = read.now().value(metric);
    return new Figure(
        words.of("line", metric.key()),
        words.reader().number(alive),
        words.say("figure.of-expected", words.reader().number(read.now().value(expected))),
        alive < read.now().value(expected) ? "bad" : read.tone(metric, alive),
        JOBS);
  }

  private static Figure number(Metric metric, long value, Snapshot read, Words words) {
    return new Figure(
        words.of("line", metric.key()),
        words.reader().number(value),
        "",
        read.tone(metric, value),
        JOBS);
  }

  @Override
  public List<Listing> listings(Snapshot read, Words words) {
    return List.of(processes(read, words), jobs(read, words));
  }

  private static Listing processes(Snapshot read, Words words) {
    return new Listing(
        words.say("listing.processes"),
        List.of(words.say("listing.process"), words.say("listing.role"), words.say("listing.beat")),
        read.signs().stream().map(it -> process(it, read, words)).toList());
  }

  private static Listing.Row process(Sign sign, Snapshot read, Words words) {
    return new Listing.Row(
        sign.instance(),
        JOBS,
        badge(sign, read, words),
        Listing.NO_BAR,
        "",
        List.of(
            words.of("role", sign.role()),
            words.say(
                "process.ago", words.reader().lasted(Duration.between(sign.beatAt(), read.at())))));
  }

  private static Badge badge(Sign sign, Snapshot read, Words words) {
    if (sign.isSilent(read.at())) {
      return new Badge(words.say("process.silent"), "bad");
    }
    return sign.hangs()
        ? new Badge(words.say("process.stalled"), "warn")
        : new Badge(words.say("process.alive"), "good");
  }

  private static Listing jobs(Snapshot read, Words words) {
    return new Listing(
        words.say("listing.jobs"),
        List.of(words.say("listing.job"), words.say("listing.took"), words.say("listing.limit")),
        read.jobs().stream().map(it -> job(it, read, words)).toList());
  }

  private static Listing.Row job(JobStanding job, Snapshot read, Words words) {
    long tookMs = job.lastRun().map(it -> took(it, read).toMillis()).orElse(0L);
    return new Listing.Row(
        job.name(),
        JOBS + "/" + job.name(),
        job.late() ? new Badge(words.say("job-is.late"), "bad") : Listing.NO_BADGE,
        Math.clamp(100 * tookMs / Math.max(1, job.limit().toMillis()), 1, 100),
        "",
        List.of(
            job.lastRun().isEmpty()
                ? Reader.NOTHING
                : Amounts.text(Unit.MILLISECONDS, tookMs, words.reader()),
            Amounts.text(Unit.MILLISECONDS, job.limit().toMillis(), words.reader())));
  }

  private static Duration took(JobRun run, Snapshot read) {
    return Duration.between(run.startedAt(), run.end().map(JobRun.End::at).orElse(read.at()));
  }
}
