package ai.agentbar.installation;

import ai.agentbar.event.Masking;
import ai.agentbar.watch.playbook.Wording;

/** What a check found, in one sentence for the person who sets the program up; masked. */
public record Found(State state, Wording text) {

  /** How a setting stands. */
  public enum State {
    GOOD,
    BAD,
    /** Nobody set it; what goes without it is said. */
    NOT_SET,
    /** It could not be found out, or nobody has tried it yet. */
    UNKNOWN
  }

  public Found {
    text = new Wording(Masking.mask(text.indonesian()), Masking.mask(text.english()));
  }

  public static Found good(String indonesian, String english) {
    return new Found(State.GOOD, new Wording(indonesian, english));
  }

  public static Found bad(String indonesian, String english) {
    return new Found(State.BAD, new Wording(indonesian, english));
  }

  public static Found notSet(String indonesian, String english) {
    return new Found(State.NOT_SET, new Wording(indonesian, english));
  }

  public static Found unknown(String indonesian, String english) {
    return new Found(State.UNKNOWN, new Wording(indonesian, english));
  }
}
