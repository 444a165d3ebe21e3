package ai.agentbar.sandbox.whatsapp;

import static org.springframework.web.servlet.function.RouterFunctions.route;

import ai.agentbar.sandbox.base.Bodies;
import ai.agentbar.sandbox.base.Silence;
import ai.agentbar.sandbox.base.Timetable;
import ai.agentbar.sandbox.fault.FaultSwitches;
import ai.agentbar.sandbox.fault.WhatsAppFaults;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.springframework.http.HttpHeaders;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import tools.jackson.databind.node.ObjectNode;

/** Takes messages as the Cloud API does: bearer token, Meta's checks, Meta's errors. */
final class CloudApi {

  private static final int BODY_BYTES_MAX = 256 * 1024;
  private static final int SOMETHING_WENT_WRONG = 131000;
  private static final int TOKEN_REFUSED = 190;
  private static final int ID_BYTES = 24;

  private final WhatsAppSettings settings;
  private final FaultSwitches switches;
  private final Timetable timetable;
  private final Chat chat;
  private final Course course;
  private final InstantSource clock;
  private final Random random;

  CloudApi(
      WhatsAppSettings settings,
      FaultSwitches switches,
      Timetable timetable,
      Chat chat,
      Course course,
      InstantSource clock) {
    this.settings = settings;
    this.switches = switches;
    this.timetable = timetable;
    this.chat = chat;
    this.course = course;
    this.clock = clock;
    this.random = new Random(settings.seed() + 5);
  }

  RouterFunction<ServerResponse> routes() {
    return route()
        .POST("/whatsapp/{version:v[0-9]+\\.[0-9]+}/{number}/messages", this::send)
        .POST("/whatsapp/**", this::unknownPath)
        .GET("/whatsapp/{version:v[0-9]+\\.[0-9]+}/{number:[0-9]+}", this::number)
        .build();
  }

  private ServerResponse send(ServerRequest request) throws IOException {
    WhatsAppFaults faults = switches.current().whatsApp();
    if (faults.whatsappDown()) {
      return ServerResponse.status(503).body("Service Unavailable");
    }
    if (!admits(request)) {
      return refused(GraphError.of(TOKEN_REFUSED));
    }
    if (!request.pathVariable("number").equals(settings.phoneNumberId())) {
      return unknownPath(request);
    }
    Optional<ObjectNode> body = Bodies.jsonObject(request, BODY_BYTES_MAX);
    if (body.isEmpty()) {
      return refused(GraphError.missing("messaging_product"));
    }
    return switch (SendRequest.read(body.get())) {
      case SendRequest.Reading.Wrong(GraphError error) -> refused(error);
      case SendRequest.Reading.Fine(SendRequest wish) -> take(wish, faults);
    };
  }

  /** The sending number itself, for whoever has its token. */
  private ServerResponse number(ServerRequest request) {
    WhatsAppFaults faults = switches.current().whatsApp();
    if (faults.whatsappDown()) {
      return ServerResponse.status(503).body("Service Unavailable");
    }
    if (!admits(request) || faults.whatsappErrorCode() == TOKEN_REFUSED) {
      return refused(GraphError.of(TOKEN_REFUSED));
    }
    return request.pathVariable("number").equals(settings.phoneNumberId())
        ? ServerResponse.ok().body(Map.of("id", settings.phoneNumberId()))
        : unknownPath(request);
  }

  private ServerResponse take(SendRequest wish, WhatsAppFaults faults) {
    Optional<GraphError> refusal = refusal(faults);
    if (refusal.isPresent()) {
      return refused(refusal.get());
    }
    boolean silent = draws(faults.whatsappTimeoutShare());
    ChatMessage message = message(wish, answer(silent, faults.whatsappHold()));
    chat.add(message);
    if (!faults.whatsappHold()) {
      course.begin(message);
    } else if (faults.whatsappHeldForMs() > 0) {
      timetable.after(Duration.ofMillis(faults.whatsappHeldForMs()), () -> course.begin(message));
    }
    return silent ? Silence.instead(timetable) : accepted(message);
  }

  private Optional<GraphError> refusal(WhatsAppFaults faults) {
    int code = faults.whatsappErrorCode();
    if (faults.whatsappErrorShare() > 0) {
      return draws(faults.whatsappErrorShare())
          ? Optional.of(GraphError.of(code == 0 ? SOMETHING_WENT_WRONG : code))
          : Optional.empty();
    }
    return code == 0 ? Optional.empty() : Optional.of(GraphError.of(code));
  }

  private static ChatMessage.Answer answer(boolean silent, boolean held) {
    if (silent) {
      return ChatMessage.Answer.NONE;
    }
    return held ? ChatMessage.Answer.HELD : ChatMessage.Answer.ACCEPTED;
  }

  private ChatMessage message(SendRequest wish, ChatMessage.Answer answer) {
    return new ChatMessage(
        "wamid." + id(),
        wish.to(),
        wish.template(),
        wish.language(),
        wish.parameters(),
        wish.callbackData(),
        clock.instant(),
        answer,
        ChatMessage.Status.TAKEN,
        0);
  }

  private static ServerResponse accepted(ChatMessage message) {
    boolean held = message.answer() == ChatMessage.Answer.HELD;
    return ServerResponse.ok()
        .body(
            Map.of(
                "messaging_product",
                "whatsapp",
                "contacts",
                List.of(Map.of("input", message.to(), "wa_id", message.to())),
                "messages",
                List.of(
                    Map.of(
                        "id",
                        message.id(),
                        "message_status",
                        held ? "held_for_quality_assessment" : "accepted"))));
  }

  private ServerResponse unknownPath(ServerRequest request) {
    return refused(
        new GraphError(
            400,
            100,
            "GraphMethodException",
            "Unsupported post request. Object does not exist or cannot be loaded",
            request.path()));
  }

  private ServerResponse refused(GraphError error) {
    return ServerResponse.status(error.httpStatus()).body(error.body(id()));
  }

  private boolean admits(ServerRequest request) {
    String given = request.headers().firstHeader(HttpHeaders.AUTHORIZATION);
    String expected = "Bearer " + settings.accessToken().reveal();
    return given != null
        && MessageDigest.isEqual(
            expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
  }

  private boolean draws(double share) {
    return share > 0 && random.nextDouble() < share;
  }

  private String id() {
    byte[] bytes = new byte[ID_BYTES];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
