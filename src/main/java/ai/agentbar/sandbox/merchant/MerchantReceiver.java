package ai.agentbar.sandbox.merchant;

import static org.springframework.web.servlet.function.RouterFunctions.route;

import ai.agentbar.kernel.Wib;
import ai.agentbar.sandbox.base.Newest;
import ai.agentbar.sandbox.base.Silence;
import ai.agentbar.sandbox.base.Tally;
import ai.agentbar.sandbox.base.Timetable;
import ai.agentbar.sandbox.fault.FaultSwitches;
import ai.agentbar.sandbox.fault.MerchantFaults;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * Takes the shop's outgoing webhook at {@code /merchant/webhook}: 200 for what is verified, 401 for
 * what is not, and whatever the switches say. Everything that arrives is kept and shown.
 */
public final class MerchantReceiver {

  private static final int REFRESH_SECONDS = 5;
  private static final int ARRIVALS_KEPT = 2_000;
  private static final int SHOWN_MAX = 100;
  private static final int BODY_BYTES_MAX = 256 * 1024;

  /** The answer that never comes. */
  private static final int NOTHING = 0;

  private static final int OK = 200;
  private static final int FOUND = 302;
  private static final int UNAUTHORIZED = 401;
  private static final int GONE = 410;
  private static final int TOO_MANY_REQUESTS = 429;
  private static final int UNAVAILABLE = 503;
  private static final String ELSEWHERE = "/merchant/elsewhere";

  private final SignatureCheck check;
  private final FaultSwitches switches;
  private final Timetable timetable;
  private final InstantSource clock;
  private final Newest<Arrival> arrivals = new Newest<>(ARRIVALS_KEPT);
  private final Tally messageIds = new Tally();
  private final AtomicLong lastId = new AtomicLong();

  public MerchantReceiver(
      MerchantSettings settings, FaultSwitches switches, Timetable timetable, InstantSource clock) {
    this.check = new SignatureCheck(settings);
    this.switches = switches;
    this.timetable = timetable;
    this.clock = clock;
  }

  /** One message on the page. */
  record Row(
      String messageId,
      String verdict,
      boolean verified,
      String answer,
      boolean redirected,
      int times,
      String body,
      String at) {}

  public RouterFunction<ServerResponse> routes() {
    return route()
        .POST("/merchant/webhook", this::receive)
        .POST(ELSEWHERE, this::receiveElsewhere)
        .GET(ELSEWHERE, this::receiveElsewhere)
        .GET("/merchant", _ -> show())
        .GET("/_sim/merchant", _ -> ServerResponse.ok().body(arrivals.all()))
        .GET("/_sim/merchant/tally", _ -> ServerResponse.ok().body(messageIds.all()))
        .DELETE("/_sim/merchant", _ -> clear())
        .build();
  }

  private ServerResponse receive(ServerRequest request) throws IOException {
    MerchantFaults faults = switches.current().merchant();
    int refusal = refusal(faults);
    if (refusal != NOTHING) {
      var _ = keep(request, refusal, false);
      ServerResponse.BodyBuilder answer = ServerResponse.status(refusal);
      if (refusal == FOUND) {
        answer.header("Location", ELSEWHERE);
      } else if (refusal != GONE && faults.merchantRetryAfterSeconds() > 0) {
        answer.header("Retry-After", String.valueOf(faults.merchantRetryAfterSeconds()));
      }
      return answer.build();
    }
    if (faults.merchantHang()) {
      var _ = keep(request, NOTHING, false);
      return Silence.instead(timetable);
    }
    return taken(request, faults);
  }

  private ServerResponse taken(ServerRequest request, MerchantFaults faults) throws IOException {
    ServerResponse answer = ServerResponse.status(keep(request, OK, false).answered()).build();
    return faults.merchantSlowMs() == 0
        ? answer
        : Silence.late(timetable, Duration.ofMillis(faults.merchantSlowMs()), answer);
  }

  private ServerResponse receiveElsewhere(ServerRequest request) throws IOException {
    var _ = keep(request, OK, true);
    return ServerResponse.ok().build();
  }

  private static int refusal(MerchantFaults faults) {
    if (faults.merchantGone()) {
      return GONE;
    }
    if (faults.merchantLimited()) {
      return TOO_MANY_REQUESTS;
    }
    if (faults.merchantUnavailable()) {
      return UNAVAILABLE;
    }
    return faults.merchantRedirect() ? FOUND : NOTHING;
  }

  private Arrival keep(ServerRequest request, int answered, boolean redirected) throws IOException {
    byte[] body = request.servletRequest().getInputStream().readNBytes(BODY_BYTES_MAX);
    SignatureCheck.Headers headers =
        new SignatureCheck.Headers(
            header(request, "webhook-id"),
            header(request, "webhook-timestamp"),
            header(request, "webhook-signature"));
    String verdict = check.judge(headers, body, clock.instant());
    boolean unverified = answered == OK && !verdict.equals(SignatureCheck.VERIFIED);
    Arrival arrival =
        new Arrival(
            lastId.incrementAndGet(),
            headers.id(),
            verdict,
            unverified ? UNAUTHORIZED : answered,
            redirected,
            new String(body, StandardCharsets.UTF_8),
            clock.instant());
    arrivals.add(arrival);
    if (!headers.id().isEmpty()) {
      var _ = messageIds.add(headers.id());
    }
    return arrival;
  }

  private static String header(ServerRequest request, String name) {
    String value = request.headers().firstHeader(name);
    return value == null ? "" : value;
  }

  private ServerResponse show() {
    Map<String, Integer> counts = messageIds.all();
    List<Row> rows =
        arrivals.first(SHOWN_MAX).stream()
            .map(
                arrival ->
                    new Row(
                        arrival.messageId(),
                        arrival.verdict(),
                        arrival.isVerified(),
                        arrival.answered() == NOTHING
                            ? "no answer given"
                            : "answered " + arrival.answered(),
                        arrival.redirected(),
                        counts.getOrDefault(arrival.messageId(), 1),
                        arrival.body(),
                        Wib.readable(arrival.receivedAt())))
            .toList();
    return ServerResponse.ok()
        .render("merchant", Map.of("rows", rows, "refreshSeconds", REFRESH_SECONDS));
  }

  private ServerResponse clear() {
    arrivals.clear();
    messageIds.clear();
    return ServerResponse.noContent().build();
  }
}
