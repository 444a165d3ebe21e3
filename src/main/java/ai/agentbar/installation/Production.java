package ai.agentbar.installation;

import org.springframework.core.env.Environment;

/** Whether this installation earns money: one that does not says so with a label. */
final class Production {

  private Production() {}

  static boolean is(Environment environment) {
    return environment.getProperty("agentbar.environment-label", "").isBlank();
  }
}
