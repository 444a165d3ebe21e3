package ai.agentbar.watch.metric;

import ai.agentbar.event.StoredEvent;
import ai.agentbar.watch.metric.Changes.Piece;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

/** What an event about a process and its jobs counts as. */
final class LifeMeaning {

  /** A beat's amounts. */
  private static final long FINE = 1;

  private static final long HANGS = 0;
  private static final long GOODBYE = -1;

  private static final Map<String, Metric> ALIVE =
      Map.of("WORKER", Metric.WORKER_ALIVE, "SCHEDULER", Metric.SCHEDULER_ALIVE);

  private static final Set<String> ENDS = Set.of("STOPPED", "DIED");

  private LifeMeaning() {}

  /** An instance's role is alive as long as its newest beat is fresh and says that all is well. */
  static void beat(StoredEvent event, Folded folded) {
    Metric alive = ALIVE.get(event.text("role"));
    String instance = event.text("instance");
    if (alive != null && event.name().equals("ALIVE") && !instance.isEmpty()) {
      folded.tell(
          alive, instance, event.text("stalled").isEmpty() ? FINE : HANGS, event.occurredAt());
    }
  }

  /** Whoever stopped in order, or was found dead on its host, is not missed, whatever it did. */
  static void process(StoredEvent event, Folded folded) {
    String instance = event.text("instance");
    if (ENDS.contains(event.name()) && !instance.isEmpty()) {
      ALIVE.values().forEach(it -> folded.tell(it, instance, GOODBYE, event.occurredAt()));
    }
  }

  static void jobRun(StoredEvent event, Folded folded) {
    Instant at = event.occurredAt();
    String job = event.text("job");
    Piece run = new Piece(Pipe.JOB_RUNS, job);
    switch (event.name()) {
      case "JOB_STARTED" -> {
        folded.count(Metric.JOB_STARTED_TOTAL, job, 1, at);
        folded.change(run, 1);
      }
      case "JOB_FINISHED" -> {
        Long took = event.durationMs();
        folded.count(Metric.JOB_RUN_TOTAL, job, 1, at);
        folded.tell(Metric.JOB_EXECUTION_TIME, job, took == null ? 0 : took, at);
        folded.change(run, -1);
        if (event.text("result").equals("FAILED")) {
          folded.count(Metric.JOB_FAILED_COUNT, 1, at);
        }
      }
      case "JOB_OVER_LIMIT" -> folded.count(Metric.JOB_TIMEOUT_COUNT, 1, at);
      case "JOB_ABANDONED" -> {
        folded.count(Metric.JOB_ABANDONED_COUNT, 1, at);
        folded.change(run, -1);
      }
      default -> {
        // What else a job tells is for people.
      }
    }
  }
}
