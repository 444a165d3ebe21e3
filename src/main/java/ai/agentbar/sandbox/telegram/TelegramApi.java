package ai.agentbar.sandbox.telegram;

import static org.springframework.web.servlet.function.RouterFunctions.route;

import ai.agentbar.kernel.Wib;
import ai.agentbar.sandbox.base.Bodies;
import ai.agentbar.sandbox.base.Newest;
import ai.agentbar.sandbox.base.Silence;
import ai.agentbar.sandbox.base.Timetable;
import ai.agentbar.sandbox.fault.FaultSwitches;
import ai.agentbar.sandbox.fault.TelegramFaults;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import tools.jackson.databind.node.ObjectNode;

/**
 * Takes {@code sendMessage} as the Bot API does, from any bot whose token has a token's form.
 *
 * @see <a href="https://core.telegram.org/bots/api#sendmessage">Telegram</a>
 */
public final class TelegramApi {

  private static final int REFRESH_SECONDS = 5;
  private static final int MESSAGES_KEPT = 500;
  private static final int BODY_BYTES_MAX = 256 * 1024;
  private static final int TEXT_LENGTH_MAX = 4_096;
  private static final int RETRY_AFTER_SECONDS = 5;
  private static final Pattern TOKEN = Pattern.compile("\\d+:[\\w-]+");

  private final FaultSwitches switches;
  private final Timetable timetable;
  private final InstantSource clock;
  private final Newest<TelegramMessage> messages = new Newest<>(MESSAGES_KEPT);
  private final AtomicLong lastId = new AtomicLong();

  public TelegramApi(FaultSwitches switches, Timetable timetable, InstantSource clock) {
    this.switches = switches;
    this.timetable = timetable;
    this.clock = clock;
  }

  /** One message on the page. */
  record Row(String chat, String text, String at) {}

  public RouterFunction<ServerResponse> routes() {
    return route()
        .POST("/telegram/bot{token}/sendMessage", this::receive)
        .GET("/telegram", _ -> list())
        .GET("/_sim/telegram", _ -> ServerResponse.ok().body(messages.all()))
        .DELETE("/_sim/telegram", _ -> clear())
        .build();
  }

  private ServerResponse receive(ServerRequest request) throws IOException {
    TelegramFaults faults = switches.current().telegram();
    if (faults.telegramDown()) {
      return refused(500, "Internal Server Error");
    }
    if (faults.telegramLimited()) {
      return limited();
    }
    ServerResponse answer = taken(request);
    return faults.telegramSlowMs() == 0
        ? answer
        : Silence.late(timetable, Duration.ofMillis(faults.telegramSlowMs()), answer);
  }

  private ServerResponse taken(ServerRequest request) throws IOException {
    if (!TOKEN.matcher(request.pathVariable("token")).matches()) {
      return refused(401, "Unauthorized");
    }
    Optional<ObjectNode> body = Bodies.jsonObject(request, BODY_BYTES_MAX);
    String chat = body.map(it -> it.path("chat_id").asString("")).orElse("");
    String text = body.map(it -> it.path("text").asString("")).orElse("");
    if (chat.isEmpty()) {
      return refused(400, "Bad Request: chat_id is empty");
    }
    if (text.isBlank()) {
      return refused(400, "Bad Request: message text is empty");
    }
    if (text.length() > TEXT_LENGTH_MAX) {
      return refused(400, "Bad Request: message is too long");
    }
    return accepted(new TelegramMessage(lastId.incrementAndGet(), chat, text, clock.instant()));
  }

  private ServerResponse accepted(TelegramMessage message) {
    messages.add(message);
    return ServerResponse.ok()
        .body(
            Map.of(
                "ok",
                true,
                "result",
                Map.of(
                    "message_id", message.messageId(),
                    "date", message.receivedAt().getEpochSecond(),
                    "chat", Map.of("id", message.chat()),
                    "text", message.text())));
  }

  private static ServerResponse refused(int status, String description) {
    return ServerResponse.status(status)
        .body(Map.of("ok", false, "error_code", status, "description", description));
  }

  private static ServerResponse limited() {
    return ServerResponse.status(429)
        .body(
            Map.of(
                "ok",
                false,
                "error_code",
                429,
                "description",
                "Too Many Requests: retry after " + RETRY_AFTER_SECONDS,
                "parameters",
                Map.of("retry_after", RETRY_AFTER_SECONDS)));
  }

  private ServerResponse list() {
    List<Row> rows =
        messages.all().stream()
            .map(it -> new Row(it.chat(), it.text(), Wib.readable(it.receivedAt())))
            .toList();
    return ServerResponse.ok()
        .render("telegram", Map.of("rows", rows, "refreshSeconds", REFRESH_SECONDS));
  }

  private ServerResponse clear() {
    messages.clear();
    return ServerResponse.noContent().build();
  }
}
