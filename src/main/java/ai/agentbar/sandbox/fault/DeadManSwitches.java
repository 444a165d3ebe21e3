package ai.agentbar.sandbox.fault;

import java.util.List;

/** What can be wrong with the dead-man switch. */
final class DeadManSwitches {

  static final List<FaultSwitch> ALL =
      List.of(
          new FaultSwitch(
              "dead-man-down",
              "Down (500)",
              "dead_man_down",
              "true",
              "The switch does not hear us and will raise its alarm; that it is not reached is an event."),
          new FaultSwitch(
              "dead-man-limited",
              "Too many requests (429)",
              "dead_man_limited",
              "true",
              "It refuses the ping, which is tried again."),
          new FaultSwitch(
              "dead-man-slow",
              "Slow",
              "dead_man_slow_ms",
              "5000",
              "Each answer takes five seconds. Nothing else waits for it."));

  private DeadManSwitches() {}
}
