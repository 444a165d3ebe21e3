package ai.agentbar.web.console.board;

import ai.agentbar.job.LifeSigns.Sign;
import ai.agentbar.job.Role;
import ai.agentbar.watch.playbook.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Whether money flows, decided from what the numbers say and from whether they can be believed. A
 * stored alert cannot tell that: it is as good as it was when the watch stopped.
 *
 * @param foldedUntil everything that happened up to then is in the numbers
 * @param judgedUntil the rules were judged on all of it up to then; empty where they never were
 * @param signs of whoever lives
 * @param lately what was counted
 */
record Flow(
    Instant at,
    Instant foldedUntil,
    Optional<Instant> judgedUntil,
    List<Sign> signs,
    Counted lately) {

  /** Numbers older than this are no ground for a word; the rules are judged by the same. */
  private static final Duration FRESH_WITHIN = Duration.ofSeconds(30);

  /** The loop that judges, by the name under which a heartbeat tells that it hangs. */
  private static final String JUDGES = "alert-evaluation";

  /** The one sentence on top of the page. */
  enum Verdict {
    /** Nothing is counted any more. */
    BLIND,
    /** It is counted, and no rule is judged on it. */
    UNJUDGED,
    FLOWING,
    UNPAID,
    /** Orders come, and no payment is opened for them. */
    UNPAYABLE,
    QUIET
  }

  /** How bad what fires is. */
  enum Mood {
    CALM,
    UNEASY,
    ALARM
  }

  /** Orders placed, payments opened, and orders paid. */
  record Counted(long placed, long attempts, long paid) {}

  /** What fires; nobody is told of it where it is silenced. */
  record Fired(Severity severity, boolean silenced) {

    private boolean mustBeAnsweredAtOnce() {
      return !silenced && severity.compareTo(Severity.P1) <= 0;
    }
  }

  Verdict verdict() {
    if (isStale(foldedUntil)) {
      return Verdict.BLIND;
    }
    if (judgedUntil.filter(this::isStale).isPresent() || nobodyJudges()) {
      return Verdict.UNJUDGED;
    }
    if (lately.paid() > 0) {
      return Verdict.FLOWING;
    }
    if (lately.attempts() > 0) {
      return Verdict.UNPAID;
    }
    return lately.placed() > 0 ? Verdict.UNPAYABLE : Verdict.QUIET;
  }

  static Mood mood(List<Fired> firing) {
    if (firing.isEmpty()) {
      return Mood.CALM;
    }
    return firing.stream().anyMatch(Fired::mustBeAnsweredAtOnce) ? Mood.ALARM : Mood.UNEASY;
  }

  private boolean isStale(Instant until) {
    return until.isBefore(at.minus(FRESH_WITHIN));
  }

  /** Whoever is silent does not fold either, which {@link #foldedUntil} tells. */
  private boolean nobodyJudges() {
    List<Sign> watching =
        signs.stream().filter(it -> it.role() == Role.WATCH && !it.isSilent(at)).toList();
    return !watching.isEmpty()
        && watching.stream().allMatch(it -> List.of(it.stalled().split(", ")).contains(JUDGES));
  }
}
