package ai.agentbar.sandbox.midtrans;

import ai.agentbar.sandbox.base.Silence;
import ai.agentbar.sandbox.base.Timetable;
import ai.agentbar.sandbox.fault.FaultSwitches;
import ai.agentbar.sandbox.fault.MidtransFaults;
import java.time.Duration;
import org.springframework.web.servlet.function.AsyncServerResponse;
import org.springframework.web.servlet.function.HandlerFilterFunction;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/** Midtrans on a bad day: late, although what was asked has been done at once. */
final class Weather {

  private Weather() {}

  static HandlerFilterFunction<ServerResponse, ServerResponse> slow(
      FaultSwitches switches, Timetable timetable) {
    return (request, next) -> {
      ServerResponse answer = next.handle(request);
      int slowMs = slowMs(request, switches.current().midtrans());
      boolean lateAlready = answer instanceof AsyncServerResponse;
      return slowMs == 0 || lateAlready
          ? answer
          : Silence.late(timetable, Duration.ofMillis(slowMs), answer);
    };
  }

  private static int slowMs(ServerRequest request, MidtransFaults faults) {
    boolean status = request.path().endsWith("/status");
    return status ? Math.max(faults.slowMs(), faults.statusSlowMs()) : faults.slowMs();
  }
}
