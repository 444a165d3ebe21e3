package ai.agentbar.sandbox.whatsapp;

import static org.springframework.web.servlet.function.RouterFunctions.route;

import ai.agentbar.kernel.Wib;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerResponse;

/** The messages like a chat, for people, and as they are, for scripts. */
final class ChatPages {

  private static final int REFRESH_SECONDS = 5;
  private static final int SHOWN_MAX = 100;

  private final WhatsAppSettings settings;
  private final Chat chat;
  private final StatusCourier courier;
  private final AtomicReference<String> handshake = new AtomicReference<>("not made yet");

  ChatPages(WhatsAppSettings settings, Chat chat, StatusCourier courier) {
    this.settings = settings;
    this.chat = chat;
    this.courier = courier;
  }

  /** One bubble. */
  record Bubble(
      String to,
      String template,
      String language,
      List<String> parameters,
      String at,
      String ticks,
      String status,
      String tone,
      String answer,
      int times) {}

  RouterFunction<ServerResponse> routes() {
    return route()
        .GET("/whatsapp", _ -> show())
        .GET("/_sim/whatsapp", _ -> ServerResponse.ok().body(chat.all()))
        .GET("/_sim/whatsapp/tally", _ -> ServerResponse.ok().body(chat.marks()))
        .GET("/_sim/whatsapp/statuses", _ -> ServerResponse.ok().body(courier.posts()))
        .DELETE("/_sim/whatsapp", _ -> clear())
        .POST("/_sim/whatsapp/handshake", _ -> answerHandshake())
        .POST("/handshake", _ -> pressHandshake())
        .build();
  }

  /** Asks the shop to prove that it knows the verify token, as Meta does once. */
  String makeHandshake() {
    String challenge = String.valueOf(1_000_000_000 + settings.seed() % 1_000_000_000);
    String result = courier.handshake(settings.verifyToken().reveal(), challenge);
    handshake.set(result);
    return result;
  }

  private ServerResponse show() {
    Map<String, Integer> marks = chat.marks();
    List<Bubble> bubbles =
        chat.all().stream().limit(SHOWN_MAX).map(message -> bubble(message, marks)).toList();
    return ServerResponse.ok()
        .render(
            "whatsapp",
            Map.of(
                "bubbles",
                bubbles,
                "handshake",
                handshake.get(),
                "statusUrl",
                settings.statusUrl().toString(),
                "refreshSeconds",
                REFRESH_SECONDS));
  }

  private ServerResponse clear() {
    chat.clear();
    courier.clear();
    return ServerResponse.noContent().build();
  }

  private ServerResponse answerHandshake() {
    return ServerResponse.ok().body(Map.of("handshake", makeHandshake()));
  }

  private ServerResponse pressHandshake() {
    var _ = makeHandshake();
    return ServerResponse.seeOther(URI.create("/whatsapp")).build();
  }

  private static Bubble bubble(ChatMessage message, Map<String, Integer> marks) {
    return new Bubble(
        "+" + message.to(),
        message.template(),
        message.language(),
        message.parameters(),
        Wib.readable(message.receivedAt()),
        ticks(message.status()),
        status(message),
        tone(message.status()),
        switch (message.answer()) {
          case ACCEPTED -> "";
          case HELD -> "held for quality assessment";
          case NONE -> "accepted, answer withheld";
        },
        marks.getOrDefault(message.callbackData(), 1));
  }

  private static String ticks(ChatMessage.Status status) {
    return switch (status) {
      case TAKEN -> "◷";
      case SENT -> "✓";
      case DELIVERED, READ -> "✓✓";
      case FAILED -> "!";
    };
  }

  private static String status(ChatMessage message) {
    String name = message.status().name().toLowerCase(Locale.ROOT);
    return message.status() == ChatMessage.Status.FAILED ? name + " " + message.errorCode() : name;
  }

  private static String tone(ChatMessage.Status status) {
    return switch (status) {
      case TAKEN, SENT, DELIVERED -> "";
      case READ -> "seen";
      case FAILED -> "bad";
    };
  }
}
