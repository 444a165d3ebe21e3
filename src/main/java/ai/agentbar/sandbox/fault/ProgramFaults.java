package ai.agentbar.sandbox.fault;

/**
 * The program itself, in the demo only.
 *
 * @param databaseSlowMs how much longer each statement and each connection from the pool takes
 * @param workerFrozen the worker's threads hang before they get a database connection
 */
public record ProgramFaults(int databaseSlowMs, boolean workerFrozen) {

  public static final ProgramFaults NONE = new ProgramFaults(0, false);

  private static final int DATABASE_SLOW_MS_MAX = 10_000;

  public ProgramFaults {
    Range.within("database_slow_ms", databaseSlowMs, DATABASE_SLOW_MS_MAX);
  }
}
