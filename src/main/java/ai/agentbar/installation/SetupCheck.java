package ai.agentbar.installation;

import java.util.List;

/**
 * Looks at one setting, or at a few that belong together. Any thread, outside of any transaction;
 * it may call out and changes nothing. What it throws is told as not found out.
 */
public interface SetupCheck {

  /** Names its texts on the page ({@code setup.<id>.title}, {@code .why}, {@code .do}). */
  String id();

  /** What to set, by the names of the environment variables. */
  List<String> settings();

  Found look();
}
