package ai.agentbar.setup;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * Tells the person at the terminal, on standard error, that the program is ready and where it is.
 */
@Component
class Greeting {

  private final Environment environment;

  Greeting(Environment environment) {
    this.environment = environment;
  }

  @EventListener
  void ready(ApplicationReadyEvent ready) {
    String label = environment.getProperty("agentbar.environment-label", "");
    System.err.printf(
        "%n  %sAgentBar is ready after %.1f s: %s%n%s%n",
        label.isEmpty() ? "" : label + "  ",
        ready.getTimeTaken() == null ? 0.0 : ready.getTimeTaken().toMillis() / 1000.0,
        environment.getProperty("agentbar.public-url"),
        environment.getProperty("agentbar.greeting", ""));
  }
}
