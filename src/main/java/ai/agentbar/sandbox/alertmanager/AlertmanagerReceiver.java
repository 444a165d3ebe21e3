package ai.agentbar.sandbox.alertmanager;

import static org.springframework.web.servlet.function.RouterFunctions.route;

import ai.agentbar.kernel.Wib;
import ai.agentbar.sandbox.base.Bodies;
import ai.agentbar.sandbox.base.Newest;
import ai.agentbar.sandbox.base.Silence;
import ai.agentbar.sandbox.base.Timetable;
import ai.agentbar.sandbox.fault.AlertmanagerFaults;
import ai.agentbar.sandbox.fault.FaultSwitches;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Takes what Alertmanager posts to a webhook, version 4, and nothing else.
 *
 * @see <a
 *     href="https://prometheus.io/docs/alerting/latest/configuration/#webhook_config">Webhook</a>
 */
public final class AlertmanagerReceiver {

  private static final int REFRESH_SECONDS = 5;
  private static final int POSTS_KEPT = 500;
  private static final int BODY_BYTES_MAX = 256 * 1024;
  private static final String RETRY_AFTER_SECONDS = "5";
  private static final List<String> OF_THE_GROUP =
      List.of("receiver", "status", "groupKey", "externalURL");
  private static final List<String> OF_AN_ALERT =
      List.of("status", "startsAt", "endsAt", "generatorURL", "fingerprint");

  private final FaultSwitches switches;
  private final Timetable timetable;
  private final InstantSource clock;
  private final Newest<AlertmanagerPost> posts = new Newest<>(POSTS_KEPT);
  private final AtomicLong lastId = new AtomicLong();

  public AlertmanagerReceiver(FaultSwitches switches, Timetable timetable, InstantSource clock) {
    this.switches = switches;
    this.timetable = timetable;
    this.clock = clock;
  }

  /** One post on the page. */
  record Row(String receiver, String status, String names, String text, String at) {}

  public RouterFunction<ServerResponse> routes() {
    return route()
        .POST("/alertmanager/{*hook}", this::receive)
        .GET("/alertmanager", _ -> list())
        .GET("/_sim/alertmanager", _ -> ServerResponse.ok().body(posts.all()))
        .DELETE("/_sim/alertmanager", _ -> clear())
        .build();
  }

  private ServerResponse receive(ServerRequest request) throws IOException {
    AlertmanagerFaults faults = switches.current().alertmanager();
    if (faults.alertmanagerDown()) {
      return ServerResponse.status(500).build();
    }
    if (faults.alertmanagerLimited()) {
      return ServerResponse.status(429).header("Retry-After", RETRY_AFTER_SECONDS).build();
    }
    ServerResponse answer = taken(request);
    return faults.alertmanagerSlowMs() == 0
        ? answer
        : Silence.late(timetable, Duration.ofMillis(faults.alertmanagerSlowMs()), answer);
  }

  private ServerResponse taken(ServerRequest request) throws IOException {
    Optional<ObjectNode> body = Bodies.jsonObject(request, BODY_BYTES_MAX);
    if (body.isEmpty() || !isVersionFour(body.get())) {
      return ServerResponse.badRequest().body(Map.of("error", "this is no webhook, version 4"));
    }
    posts.add(
        new AlertmanagerPost(
            lastId.incrementAndGet(), request.pathVariable("hook"), body.get(), clock.instant()));
    return ServerResponse.ok().build();
  }

  private static boolean isVersionFour(ObjectNode body) {
    JsonNode alerts = body.path("alerts");
    return body.path("version").asString("").equals("4")
        && OF_THE_GROUP.stream().allMatch(it -> body.path(it).isString())
        && body.path("commonLabels").isObject()
        && body.path("groupLabels").isObject()
        && body.path("commonAnnotations").isObject()
        && body.path("truncatedAlerts").isIntegralNumber()
        && !alerts.isEmpty()
        && alerts.valueStream().allMatch(AlertmanagerReceiver::isAlert);
  }

  private static boolean isAlert(JsonNode alert) {
    return alert.path("labels").path("alertname").isString()
        && alert.path("annotations").isObject()
        && OF_AN_ALERT.stream().allMatch(it -> alert.path(it).isString());
  }

  private ServerResponse list() {
    List<Row> rows = posts.all().stream().map(AlertmanagerReceiver::row).toList();
    return ServerResponse.ok()
        .render("alertmanager", Map.of("rows", rows, "refreshSeconds", REFRESH_SECONDS));
  }

  private static Row row(AlertmanagerPost post) {
    List<String> names =
        post.payload()
            .path("alerts")
            .valueStream()
            .map(it -> it.path("labels").path("alertname").asString())
            .toList();
    return new Row(
        post.payload().path("receiver").asString(),
        post.payload().path("status").asString(),
        String.join(", ", names),
        post.payload().toPrettyString(),
        Wib.readable(post.receivedAt()));
  }

  private ServerResponse clear() {
    posts.clear();
    return ServerResponse.noContent().build();
  }
}
