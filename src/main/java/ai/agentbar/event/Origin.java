package ai.agentbar.event;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who is at work: the component of the log standard, and the request or piece of work that its
 * events belong to. Bound for a scope at each entrance (HTTP filter, work loop) and read where an
 * event is appended.
 */
public record Origin(Component component, @Nullable String requestId) {

  /** The five components of the log standard. */
  public enum Component {
    API,
    WEBHOOK,
    WORKER,
    SCHEDULER,
    WATCH
  }

  private static final ScopedValue<Origin> CURRENT = ScopedValue.newInstance();
  private static final Origin UNBOUND = new Origin(Component.API, null);

  /** A new piece of work of that component, with a request id of its own. */
  public static Origin of(Component component) {
    return new Origin(component, UUID.randomUUID().toString());
  }

  public static Origin current() {
    return CURRENT.orElse(UNBOUND);
  }

  /** Runs work under this origin; what it throws is thrown. */
  public <R, X extends Throwable> R call(ScopedValue.CallableOp<? extends R, X> work) throws X {
    return ScopedValue.where(CURRENT, this).call(work);
  }
}
