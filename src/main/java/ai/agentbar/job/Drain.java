package ai.agentbar.job;

import org.springframework.context.ApplicationContext;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Whether the process was told to end. Whoever works in many small pieces outside a {@link Work},
 * whose loop knows it already, looks here between two of them and begins no other: what is left is
 * for the next run, and for other nodes at once. Any thread.
 */
@Component
public class Drain {

  private final ApplicationContext context;
  private volatile boolean begun;

  public Drain(ApplicationContext context) {
    this.context = context;
  }

  /** Told before the first request, loop or job is waited for. */
  @EventListener
  public void closing(ContextClosedEvent closed) {
    if (closed.getApplicationContext() == context) {
      begun = true;
    }
  }

  public boolean hasBegun() {
    return begun;
  }
}
