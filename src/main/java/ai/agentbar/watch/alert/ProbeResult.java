package ai.agentbar.watch.alert;

import ai.agentbar.watch.playbook.ProbeName;
import ai.agentbar.watch.playbook.Wording;
import java.util.Comparator;
import java.util.List;

/** What a probe found when the alert fired, in words for people. */
public record ProbeResult(ProbeName probe, Verdict verdict, Wording text, long tookMs) {

  public enum Verdict {
    GOOD,
    BAD,
    /** It could not be found out, or not in time. */
    UNKNOWN
  }

  private static final List<Verdict> ORDER = List.of(Verdict.BAD, Verdict.UNKNOWN, Verdict.GOOD);

  /** What is bad comes first, and then what nobody knows. */
  public static final Comparator<ProbeResult> WORST_FIRST =
      Comparator.comparingInt(it -> ORDER.indexOf(it.verdict()));
}
