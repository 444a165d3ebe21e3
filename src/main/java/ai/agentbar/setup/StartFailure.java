package ai.agentbar.setup;

import org.springframework.boot.SpringBootExceptionReporter;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Says in plain words on standard error why the program does not start; standard output keeps to
 * the log standard.
 */
class StartFailure implements SpringBootExceptionReporter {

  private static final int CAUSES_MAX = 20;

  StartFailure(ConfigurableApplicationContext context) {}

  @Override
  public boolean reportException(Throwable failure) {
    System.err.println();
    System.err.println(messageOf(failure));
    System.err.println();
    // What we say ourselves is the whole story; of anything else the stack is wanted too.
    return isOurs(root(failure));
  }

  private static String messageOf(Throwable failure) {
    Throwable root = root(failure);
    return isOurs(root) ? String.valueOf(root.getMessage()) : "AgentBar does not start: " + root;
  }

  private static Throwable root(Throwable failure) {
    Throwable root = failure;
    for (int i = 0; i < CAUSES_MAX && root.getCause() != null && !isOurs(root); i++) {
      root = root.getCause();
    }
    return root;
  }

  private static boolean isOurs(Throwable failure) {
    return failure.getClass().getName().startsWith("ai.agentbar.");
  }
}
