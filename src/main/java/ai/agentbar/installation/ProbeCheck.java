package ai.agentbar.installation;

import ai.agentbar.installation.Found.State;
import ai.agentbar.watch.alert.ProbeResult;
import ai.agentbar.watch.playbook.ProbeName;
import ai.agentbar.watch.runbook.Runbook;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Has a probe of the runbook look: what is asked when an alert fires is asked here too.
 *
 * @param isSet whether there is anything to look at
 */
record ProbeCheck(
    String id, ProbeName probe, List<String> settings, Runbook runbook, BooleanSupplier isSet)
    implements SetupCheck {

  @Override
  public Found look() {
    if (!isSet.getAsBoolean()) {
      return Found.notSet("belum disetel", "not set");
    }
    ProbeResult result = runbook.probe(probe, Optional.empty());
    return new Found(
        switch (result.verdict()) {
          case GOOD -> State.GOOD;
          case BAD -> State.BAD;
          case UNKNOWN -> State.UNKNOWN;
        },
        result.text());
  }
}
