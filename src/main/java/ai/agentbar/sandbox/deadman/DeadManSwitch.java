package ai.agentbar.sandbox.deadman;

import static org.springframework.web.servlet.function.RouterFunctions.route;

import ai.agentbar.kernel.Wib;
import ai.agentbar.sandbox.base.Newest;
import ai.agentbar.sandbox.base.Silence;
import ai.agentbar.sandbox.base.Timetable;
import ai.agentbar.sandbox.fault.DeadManFaults;
import ai.agentbar.sandbox.fault.FaultSwitches;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/** Hears pings by GET or POST on any path below {@code /dead-man}; silence is its alarm. */
public final class DeadManSwitch {

  private static final int REFRESH_SECONDS = 5;
  private static final int PINGS_KEPT = 500;
  private static final String RETRY_AFTER_SECONDS = "5";

  /** Who is pinged every minute has missed two of them by then. */
  private static final Duration ALARM_AFTER = Duration.ofMinutes(3);

  private final FaultSwitches switches;
  private final Timetable timetable;
  private final InstantSource clock;
  private final Newest<Ping> pings = new Newest<>(PINGS_KEPT);
  private final AtomicLong lastId = new AtomicLong();

  public DeadManSwitch(FaultSwitches switches, Timetable timetable, InstantSource clock) {
    this.switches = switches;
    this.timetable = timetable;
    this.clock = clock;
  }

  /** One ping on the page. */
  record Row(String hook, String at) {}

  public RouterFunction<ServerResponse> routes() {
    return route()
        .GET("/dead-man", _ -> list())
        .GET("/dead-man/{*hook}", this::receive)
        .POST("/dead-man/{*hook}", this::receive)
        .GET("/_sim/dead-man", _ -> ServerResponse.ok().body(pings.all()))
        .DELETE("/_sim/dead-man", _ -> clear())
        .build();
  }

  private ServerResponse receive(ServerRequest request) {
    DeadManFaults faults = switches.current().deadMan();
    if (faults.deadManDown()) {
      return ServerResponse.status(500).build();
    }
    if (faults.deadManLimited()) {
      return ServerResponse.status(429).header("Retry-After", RETRY_AFTER_SECONDS).build();
    }
    pings.add(new Ping(lastId.incrementAndGet(), request.pathVariable("hook"), clock.instant()));
    ServerResponse answer = ServerResponse.ok().build();
    return faults.deadManSlowMs() == 0
        ? answer
        : Silence.late(timetable, Duration.ofMillis(faults.deadManSlowMs()), answer);
  }

  private ServerResponse list() {
    List<Row> rows =
        pings.all().stream().map(it -> new Row(it.hook(), Wib.readable(it.receivedAt()))).toList();
    return ServerResponse.ok()
        .render(
            "dead-man",
            Map.of("rows", rows, "alarm", isAlarmed(), "refreshSeconds", REFRESH_SECONDS));
  }

  /** It heard something once, and has not for too long. */
  private boolean isAlarmed() {
    return pings.first(1).stream()
        .anyMatch(it -> it.receivedAt().plus(ALARM_AFTER).isBefore(clock.instant()));
  }

  private ServerResponse clear() {
    pings.clear();
    return ServerResponse.noContent().build();
  }
}
