package ai.agentbar.watch.runbook;

import ai.agentbar.watch.alert.ProbeResult.Verdict;
import ai.agentbar.watch.playbook.Wording;

/** What a probe found, in one short sentence with numbers, of use at three in the morning. */
public record Finding(Verdict verdict, Wording text) {

  public static Finding good(String indonesian, String english) {
    return new Finding(Verdict.GOOD, new Wording(indonesian, english));
  }

  public static Finding bad(String indonesian, String english) {
    return new Finding(Verdict.BAD, new Wording(indonesian, english));
  }

  public static Finding unknown(String indonesian, String english) {
    return new Finding(Verdict.UNKNOWN, new Wording(indonesian, english));
  }

  /** Good or bad, in the same words. */
  public static Finding of(boolean good, String indonesian, String english) {
    return good ? good(indonesian, english) : bad(indonesian, english);
  }
}
