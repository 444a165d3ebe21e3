package ai.agentbar.job;

import ai.agentbar.event.Origin.Component;
import java.time.Duration;
import java.util.Set;

/** A kind of work that is done in small steps for as long as the process lives. */
public interface Work {

  /** A short name for people: {@code inbox}. */
  String name();

  Component component();

  /** The roles whose processes do this work; a process with any of them does. */
  default Set<Role> roles() {
    return Set.of(Roles.of(component()));
  }

  /**
   * Does the next piece, bounded in rows and in time.
   *
   * @return how many rows it moved; 0 means there is nothing to do now
   */
  int step();

  /**
   * Ends what the steps left under way, and begins nothing: called once, after the last step, when
   * the process ends.
   *
   * @return how many pieces did not end in time
   */
  default int drain(Duration longest) {
    return 0;
  }
}
