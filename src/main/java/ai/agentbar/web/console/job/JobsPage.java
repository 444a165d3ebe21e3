package ai.agentbar.web.console.job;

import ai.agentbar.job.JobStanding;
import ai.agentbar.job.Jobs;
import ai.agentbar.job.LifeSigns;
import ai.agentbar.web.console.Area;
import ai.agentbar.web.console.MissingException;
import ai.agentbar.web.console.Words;
import java.time.Duration;
import java.time.InstantSource;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;

/** Every job and every process, and the history of one job. */
@Controller
class JobsPage {

  private static final int HISTORY_ROWS = 60;

  /** A process that has been silent for longer is no longer missed here. */
  private static final Duration SHOWN_FOR = Duration.ofDays(1);

  private final Jobs jobs;
  private final LifeSigns signs;
  private final InstantSource clock;

  JobsPage(Jobs jobs, LifeSigns signs, InstantSource clock) {
    this.jobs = jobs;
    this.signs = signs;
    this.clock = clock;
  }

  @GetMapping("/jobs")
  String list(@ModelAttribute(name = "words", binding = false) Words words, Model model) {
    model.addAttribute(
        "view", JobsView.of(jobs.standings(), signs.since(SHOWN_FOR), clock.instant(), words));
    return "console/jobs";
  }

  @GetMapping("/jobs/{name}")
  String show(
      @PathVariable String name,
      @ModelAttribute(name = "words", binding = false) Words words,
      Model model) {
    JobStanding standing =
        jobs.standings().stream()
            .filter(it -> it.name().equals(name))
            .findFirst()
            .orElseThrow(() -> new MissingException("job", Area.JOBS));
    model.addAttribute(
        "view", JobView.of(standing, jobs.history(name, HISTORY_ROWS), clock.instant(), words));
    return "console/job";
  }
}
