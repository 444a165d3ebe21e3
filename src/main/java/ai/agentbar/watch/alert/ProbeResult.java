package ai.agentbar.watch.alert;

import ai.agentbar.watch.playbook.ProbeName;
import ai.agentbar.watch.playbook.Wording;

/** What a probe found when the alert fired, in words for people. */
public record ProbeResult(ProbeName probe, Verdict verdict, Wording text, long tookMs) {

  public enum Verdict {
    GOOD,
    BAD,
    /** It could not be found out, or not in time. */
    UNKNOWN
  }
}
