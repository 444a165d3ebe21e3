package ai.agentbar.sandbox.fault;

import java.util.List;

/** What can be wrong with the program itself. */
final class ProgramSwitches {

  static final List<FaultSwitch> ALL =
      List.of(
          new FaultSwitch(
              "database-slow",
              "Database slow",
              "database_slow_ms",
              "100",
              "Each statement takes so many milliseconds longer, as on a distant or overloaded disk. Everything slows down; nothing is lost."),
          new FaultSwitch(
              "worker-frozen",
              "Worker frozen",
              "worker_frozen",
              "true",
              "The worker's threads hang as if the machine stood still. The alert on the worker fires; turned off, or the worker restarted by the runbook, all waiting work is done."));

  private ProgramSwitches() {}
}
