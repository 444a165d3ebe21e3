package ai.agentbar.sandbox.fault;

import java.util.List;

/** What can be wrong with Slack. */
final class SlackSwitches {

  static final List<FaultSwitch> ALL =
      List.of(
          new FaultSwitch(
              "slack-down",
              "Slack down",
              "slack_down",
              "true",
              "The Slack receiver answers 500. Alerts must reach people on their other channels."));

  private SlackSwitches() {}
}
