package ai.agentbar.web.console.job;

import ai.agentbar.job.JobStanding;
import ai.agentbar.job.LifeSigns.Sign;
import ai.agentbar.web.console.Badge;
import ai.agentbar.web.console.Reader;
import ai.agentbar.web.console.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The jobs and the processes in one language.
 *
 * @param verdict what to think of it all, in one sentence
 */
public record JobsView(Verdict verdict, List<Row> jobs, List<LivingRole> processes) {

  /**
   * What to think of it all.
   *
   * @param tone {@code good} or {@code bad}
   */
  public record Verdict(String text, String tone) {}

  /**
   * A job.
   *
   * @param share of its limit that the last run took, in percent; 0 where it never ran
   * @param next when it is due, in how long or since how long
   */
  public record Row(
      String name,
      String about,
      Badge standing,
      String last,
      String took,
      String limit,
      int share,
      String next,
      String instance) {}

  /** A role of a process. */
  public record LivingRole(
      String instance, String role, Badge badge, String beat, String stalled) {}

  static JobsView of(List<JobStanding> jobs, List<Sign> signs, Instant now, Words words) {
    return new JobsView(
        verdict(jobs, signs, now, words),
        jobs.stream().map(it -> row(it, now, words)).toList(),
        signs.stream().map(it -> process(it, now, words)).toList());
  }

  private static Verdict verdict(
      List<JobStanding> jobs, List<Sign> signs, Instant now, Words words) {
    long late = jobs.stream().filter(JobStanding::late).count();
    long hanging = signs.stream().filter(it -> it.hangs() && !it.isSilent(now)).count();
    if (late > 0) {
      return new Verdict(words.say("jobs.verdict.late", words.reader().number(late)), "bad");
    }
    if (hanging > 0) {
      return new Verdict(words.say("jobs.verdict.stalled", words.reader().number(hanging)), "bad");
    }
    return signs.stream().allMatch(it -> it.isSilent(now))
        ? new Verdict(words.say("jobs.verdict.silent"), "bad")
        : new Verdict(words.say("jobs.verdict.good"), "good");
  }

  private static Row row(JobStanding job, Instant now, Words words) {
    return new Row(
        job.name(),
        words.of("job-about", job.name()),
        Runs.standing(job, words),
        job.lastRun().map(it -> words.reader().moment(it.startedAt())).orElse(Reader.NOTHING),
        job.lastRun().map(it -> Runs.length(Runs.took(it, now), words)).orElse(Reader.NOTHING),
        Runs.length(job.limit(), words),
        job.lastRun().map(it -> Runs.share(it, now)).orElse(0),
        next(job, now, words),
        job.lastRun().map(it -> it.instance()).orElse(Reader.NOTHING));
  }

  static String next(JobStanding job, Instant now, Words words) {
    if (job.lastRun().isPresent() && job.lastRun().get().end().isEmpty()) {
      return words.say("job.next.running");
    }
    return job.dueAt()
        .map(
            at ->
                at.isAfter(now)
                    ? words.say("job.next.in", words.reader().lasted(Duration.between(now, at)))
                    : words.say("job.next.due", words.reader().lasted(Duration.between(at, now))))
        .orElse(Reader.NOTHING);
  }

  private static LivingRole process(Sign sign, Instant now, Words words) {
    return new LivingRole(
        sign.instance(),
        words.of("role", sign.role()),
        badge(sign, now, words),
        words.say("process.ago", words.reader().lasted(Duration.between(sign.beatAt(), now))),
        sign.stalled());
  }

  private static Badge badge(Sign sign, Instant now, Words words) {
    if (sign.isSilent(now)) {
      return new Badge(words.say("process.silent"), "bad");
    }
    return sign.hangs()
        ? new Badge(words.say("process.stalled"), "warn")
        : new Badge(words.say("process.alive"), "good");
  }
}
