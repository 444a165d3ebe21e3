package ai.agentbar.web.console.job;

import ai.agentbar.job.JobRun;
import ai.agentbar.job.JobStanding;
import ai.agentbar.web.console.Badge;
import ai.agentbar.web.console.Fact;
import ai.agentbar.web.console.Reader;
import ai.agentbar.web.console.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * One job in one language.
 *
 * @param picture what the bars show, or empty where there are none
 * @param bars how long its runs took, oldest first
 * @param runs newest first
 */
public record JobView(
    String name,
    String about,
    Badge standing,
    List<Fact> facts,
    String picture,
    List<Bar> bars,
    List<Run> runs) {

  /**
   * One run in the picture.
   *
   * @param x where it stands, in its units
   * @param height in percent of the longest
   */
  public record Bar(int x, int y, int height, String tone) {}

  public record Run(
      String started,
      String took,
      Badge result,
      String rows,
      String trigger,
      String instance,
      String error) {}

  private static final int BAR_APART = 10;
  private static final int PICTURE_HEIGHT = 100;

  static JobView of(JobStanding job, List<JobRun> history, Instant now, Words words) {
    return new JobView(
        job.name(),
        words.of("job-about", job.name()),
        Runs.standing(job, words),
        List.of(
            new Fact(words.say("job.every"), Runs.length(job.every(), words)),
            new Fact(words.say("job.limit"), Runs.length(job.limit(), words)),
            new Fact(words.say("job.next"), JobsView.next(job, now, words))),
        history.isEmpty() ? "" : picture(history, now, words),
        bars(history.reversed(), now),
        history.stream().map(it -> run(it, now, words)).toList());
  }

  private static String picture(List<JobRun> history, Instant now, Words words) {
    return words.say(
        "one-job.picture",
        words.reader().number(history.size()),
        Runs.length(longest(history, now), words));
  }

  private static Duration longest(List<JobRun> history, Instant now) {
    return history.stream()
        .map(it -> Runs.took(it, now))
        .max(Comparator.naturalOrder())
        .orElse(Duration.ZERO);
  }

  private static List<Bar> bars(List<JobRun> oldestFirst, Instant now) {
    Duration longest = longest(oldestFirst, now);
    return IntStream.range(0, oldestFirst.size())
        .mapToObj(
            i -> {
              JobRun run = oldestFirst.get(i);
              int height = Math.max(2, Runs.share(run, longest, now));
              return new Bar(
                  i * BAR_APART,
                  PICTURE_HEIGHT - height,
                  height,
                  run.end().map(Runs::tone).orElse(""));
            })
        .toList();
  }

  private static Run run(JobRun run, Instant now, Words words) {
    return new Run(
        words.reader().moment(run.startedAt()),
        Runs.length(Runs.took(run, now), words),
        Runs.result(run, words),
        run.end().map(it -> words.reader().number(it.rows())).orElse(Reader.NOTHING),
        words.of("job-trigger", run.trigger()),
        run.instance(),
        run.end().map(JobRun.End::error).orElse(""));
  }
}
