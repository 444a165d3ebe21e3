package ai.agentbar.sandbox.fault;

import java.util.List;

/** What can be wrong with the webhook in Alertmanager's format. */
final class AlertmanagerSwitches {

  static final List<FaultSwitch> ALL =
      List.of(
          new FaultSwitch(
              "alertmanager-down",
              "Down (500)",
              "alertmanager_down",
              "true",
              "The webhook breaks. Alerts reach people on their other channels, and it is tried again."),
          new FaultSwitch(
              "alertmanager-limited",
              "Too many requests (429)",
              "alertmanager_limited",
              "true",
              "The webhook asks for a pause of five seconds, and gets it."),
          new FaultSwitch(
              "alertmanager-slow",
              "Slow",
              "alertmanager_slow_ms",
              "5000",
              "Each answer takes five seconds. Other channels go on at their own pace."));

  private AlertmanagerSwitches() {}
}
