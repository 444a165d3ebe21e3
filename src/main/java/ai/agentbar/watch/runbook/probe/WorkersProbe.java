package ai.agentbar.watch.runbook.probe;

import ai.agentbar.job.JobStanding;
import ai.agentbar.job.Jobs;
import ai.agentbar.job.LifeSigns;
import ai.agentbar.job.LifeSigns.Sign;
import ai.agentbar.watch.playbook.ProbeName;
import ai.agentbar.watch.runbook.Finding;
import ai.agentbar.watch.runbook.Probe;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Which instances live, are silent or hang and where, and which jobs are late. */
@Component
class WorkersProbe implements Probe {

  /** Who was silent before that is gone for good. */
  private static final Duration KNOWN_FOR = Duration.ofMinutes(15);

  private static final int TOLD_MAX = 5;

  private final LifeSigns lifeSigns;
  private final Jobs jobs;
  private final InstantSource clock;

  WorkersProbe(LifeSigns lifeSigns, Jobs jobs, InstantSource clock) {
    this.lifeSigns = lifeSigns;
    this.jobs = jobs;
    this.clock = clock;
  }

  @Override
  public ProbeName name() {
    return ProbeName.WORKERS;
  }

  @Override
  public Finding look() {
    List<String> late =
        jobs.standings().stream().filter(JobStanding::late).map(JobStanding::name).toList();
    return judge(lifeSigns.since(KNOWN_FOR), late, clock.instant());
  }

  static Finding judge(List<Sign> signs, List<String> lateJobs, Instant now) {
    List<Sign> silent = signs.stream().filter(it -> it.isSilent(now)).toList();
    List<Sign> alive = signs.stream().filter(it -> !it.isSilent(now)).toList();
    List<Sign> hanging = alive.stream().filter(Sign::hangs).toList();
    boolean good = !alive.isEmpty() && silent.isEmpty() && hanging.isEmpty() && lateJobs.isEmpty();
    String hung = told(hanging.stream().map(it -> words(it) + ": " + it.stalled()).toList());
    String mute = told(silent.stream().map(WorkersProbe::words).toList());
    return Finding.of(
        good,
        "%d hidup; diam: %s; macet: %s; job telat: %s"
            .formatted(alive.size(), or(mute, "-"), or(hung, "-"), or(told(lateJobs), "-")),
        "%d alive; silent: %s; hanging: %s; late jobs: %s"
            .formatted(
                alive.size(), or(mute, "none"), or(hung, "none"), or(told(lateJobs), "none")));
  }

  private static String words(Sign sign) {
    return "%s@%s".formatted(sign.role().name().toLowerCase(Locale.ROOT), sign.instance());
  }

  private static String told(List<String> some) {
    return some.stream().limit(TOLD_MAX).collect(Collectors.joining(", "));
  }

  private static String or(String text, String otherwise) {
    return text.isEmpty() ? otherwise : text;
  }
}
