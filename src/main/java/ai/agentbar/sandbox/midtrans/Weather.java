package ai.agentbar.sandbox.midtrans;

import ai.agentbar.sandbox.base.Timetable;
import ai.agentbar.sandbox.fault.FaultSwitches;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.springframework.web.servlet.function.HandlerFilterFunction;
import org.springframework.web.servlet.function.ServerResponse;

/** Midtrans on a bad day: late, although what was asked has been done at once. */
final class Weather {

  private static final Duration LATEST = Duration.ofSeconds(90);

  private Weather() {}

  static HandlerFilterFunction<ServerResponse, ServerResponse> slow(
      FaultSwitches switches, Timetable timetable) {
    return (request, next) -> {
      ServerResponse answer = next.handle(request);
      int slowMs = switches.current().slowMs();
      if (slowMs == 0) {
        return answer;
      }
      CompletableFuture<ServerResponse> late =
          timetable.in(Duration.ofMillis(slowMs)).thenApply(_ -> answer);
      return ServerResponse.async(late, LATEST);
    };
  }
}
