package ai.agentbar.watch.runbook;

/** What became of the wish that an action be run. */
public sealed interface Asked {

  /** It runs, or is about to. */
  record Started(RunId run) implements Asked {}

  /** It runs already, because of another wish; nothing changed. */
  record AlreadyRunning(RunId run) implements Asked {}
}
