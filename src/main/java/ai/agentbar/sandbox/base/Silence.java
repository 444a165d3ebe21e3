package ai.agentbar.sandbox.base;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.springframework.web.servlet.function.ServerResponse;

/** An answer that never comes: the caller's patience ends first. */
public final class Silence {

  private static final Duration KEPT = Duration.ofMinutes(2);
  private static final Duration ASYNC_MAX = KEPT.plusSeconds(10);
  private static final int GATEWAY_TIMEOUT = 504;

  private Silence() {}

  /** Holds the connection for two minutes; whoever is still there then is told 504. */
  public static ServerResponse instead(Timetable timetable) {
    return late(timetable, KEPT, ServerResponse.status(GATEWAY_TIMEOUT).build());
  }

  /** The answer, after that long; meanwhile no thread waits. */
  public static ServerResponse late(Timetable timetable, Duration delay, ServerResponse answer) {
    CompletableFuture<ServerResponse> due = timetable.in(delay).thenApply(_ -> answer);
    return ServerResponse.async(due, ASYNC_MAX);
  }
}
