package ai.agentbar.sandbox.slack;

import static org.springframework.web.servlet.function.RouterFunctions.route;

import ai.agentbar.kernel.Wib;
import ai.agentbar.sandbox.base.Bodies;
import ai.agentbar.sandbox.base.Newest;
import ai.agentbar.sandbox.fault.FaultSwitches;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Takes what an incoming webhook of Slack takes, on any path below {@code /slack}, and answers in
 * plain text as Slack does: {@code ok}, or {@code invalid_payload}.
 *
 * @see <a
 *     href="https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks">Slack</a>
 */
public final class SlackReceiver {

  private static final int REFRESH_SECONDS = 5;
  private static final int MESSAGES_KEPT = 500;
  private static final int BODY_BYTES_MAX = 256 * 1024;

  private final FaultSwitches switches;
  private final InstantSource clock;
  private final Newest<SlackMessage> messages = new Newest<>(MESSAGES_KEPT);
  private final AtomicLong lastId = new AtomicLong();

  public SlackReceiver(FaultSwitches switches, InstantSource clock) {
    this.switches = switches;
    this.clock = clock;
  }

  /** One message on the page. */
  record Row(String channel, String text, String at) {}

  public RouterFunction<ServerResponse> routes() {
    return route()
        .POST("/slack/{*hook}", this::receive)
        .GET("/slack", _ -> list())
        .GET("/_sim/slack", _ -> ServerResponse.ok().body(messages.all()))
        .DELETE("/_sim/slack", _ -> clear())
        .build();
  }

  private ServerResponse receive(ServerRequest request) throws IOException {
    if (switches.current().slack().slackDown()) {
      return plain(500, "server_error");
    }
    Optional<ObjectNode> body = Bodies.jsonObject(request, BODY_BYTES_MAX);
    String text = body.map(SlackReceiver::text).orElse("");
    if (body.isEmpty() || text.isBlank()) {
      return plain(400, "invalid_payload");
    }
    messages.add(
        new SlackMessage(
            lastId.incrementAndGet(),
            request.pathVariable("hook"),
            text,
            body.get(),
            clock.instant()));
    return plain(200, "ok");
  }

  /** The text, or where only blocks came, what their texts say. */
  private static String text(ObjectNode body) {
    String text = body.path("text").asString("");
    if (!text.isBlank()) {
      return text;
    }
    StringBuilder blocks = new StringBuilder();
    for (JsonNode block : body.path("blocks")) {
      blocks.append(block.path("text").path("text").asString("")).append('\n');
    }
    return blocks.toString().strip();
  }

  private ServerResponse list() {
    List<Row> rows =
        messages.all().stream()
            .map(
                message ->
                    new Row(message.hook(), message.text(), Wib.readable(message.receivedAt())))
            .toList();
    return ServerResponse.ok()
        .render("slack", Map.of("rows", rows, "refreshSeconds", REFRESH_SECONDS));
  }

  private ServerResponse clear() {
    messages.clear();
    return ServerResponse.noContent().build();
  }

  private static ServerResponse plain(int httpStatus, String answer) {
    return ServerResponse.status(httpStatus).contentType(MediaType.TEXT_PLAIN).body(answer);
  }
}
