package ai.agentbar.watch.playbook;

import java.util.List;

/** One step of what is done about an alert. */
public sealed interface Step {

  Wording text();

  /**
   * The program looks by itself when the alert fires.
   *
   * @param probes at least one
   */
  record Probe(Wording text, List<ProbeName> probes) implements Step {}

  /**
   * A button.
   *
   * @param automatic pressed by the program itself when the alert fires
   */
  record Action(Wording text, ActionName action, boolean automatic) implements Step {}

  /**
   * A person does it and ticks it.
   *
   * @param link where it is done; empty where there is no such place
   */
  record Manual(Wording text, String link) implements Step {}
}
