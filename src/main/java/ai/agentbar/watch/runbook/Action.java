package ai.agentbar.watch.runbook;

import ai.agentbar.watch.metric.Metric;
import ai.agentbar.watch.playbook.ActionName;
import ai.agentbar.watch.playbook.Wording;
import java.util.List;

/**
 * Something a person can press. It may be run again after its runner died in the middle, so a
 * second run finds done what the first one did. Outside of any transaction.
 */
public interface Action {

  ActionName name();

  /** The number that shows whether it helped. */
  Metric metric();

  /** Changes nothing. */
  Preview preview();

  /** Ends within {@link ActionWork#ACTION_MAX}. */
  Outcome run(ActionRequest request);

  /**
   * What it would do now.
   *
   * @param touches how many things it would touch, as {@link Outcome#touched} counts them
   * @param sample some of them, by their ids
   * @param warnings what stands in its way
   */
  record Preview(long touches, List<String> sample, Wording text, List<Wording> warnings) {

    public Preview {
      sample = List.copyOf(sample);
      warnings = List.copyOf(warnings);
    }
  }

  /** What it did. */
  record Outcome(long touched, Wording text) {}
}
