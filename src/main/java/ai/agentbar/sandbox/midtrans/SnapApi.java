package ai.agentbar.sandbox.midtrans;

import static org.springframework.web.servlet.function.RouterFunctions.route;

import ai.agentbar.kernel.Wib;
import ai.agentbar.sandbox.base.Bodies;
import ai.agentbar.sandbox.base.Silence;
import ai.agentbar.sandbox.base.Timetable;
import ai.agentbar.sandbox.fault.FaultSwitches;
import ai.agentbar.sandbox.fault.MidtransFaults;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import org.springframework.web.util.UriComponentsBuilder;
import tools.jackson.databind.node.ObjectNode;

/** Snap in its own dialect: real HTTP codes and {@code error_messages} ({@code midtrans.md} 1). */
final class SnapApi {

  private static final int BODY_BYTES_MAX = 16 * 1024;
  private static final int NOTIFICATION_URLS_MAX = 3;

  /** Longer than the courier's own patience with a receiver. */
  private static final Duration NOTIFIED_MAX = Duration.ofSeconds(30);

  private final Ledger ledger;
  private final ServerAuth auth;
  private final FaultSwitches switches;
  private final Notifications notifications;
  private final Timetable timetable;

  SnapApi(
      Ledger ledger,
      ServerAuth auth,
      FaultSwitches switches,
      Notifications notifications,
      Timetable timetable) {
    this.ledger = ledger;
    this.auth = auth;
    this.switches = switches;
    this.notifications = notifications;
    this.timetable = timetable;
  }

  RouterFunction<ServerResponse> routes() {
    return route()
        .POST("/snap/v1/transactions", this::create)
        .POST("/snap/v1/transactions/{token}/cancel", this::cancel)
        .filter(
            (request, next) -> {
              MidtransFaults faults = switches.current().midtrans();
              if (faults.midtransDown() || faults.snapDown()) {
                return errors(
                    500, "Sorry, we encountered internal server error. We will fix this soon.");
              }
              return auth.admits(request)
                  ? next.handle(request)
                  : errors(
                      401,
                      "Access denied due to unauthorized transaction, please check client or server"
                          + " key");
            })
        .build();
  }

  private ServerResponse create(ServerRequest request) throws IOException {
    Optional<ObjectNode> body = Bodies.jsonObject(request, BODY_BYTES_MAX);
    if (body.isEmpty()) {
      return errors(400, "Invalid JSON request body");
    }
    return switch (SnapRequest.read(body.get())) {
      case SnapRequest.Reading.Wrong(List<String> sentences) -> errors(400, sentences);
      case SnapRequest.Reading.Fine(SnapRequest wish) -> open(wish, request);
    };
  }

  private ServerResponse open(SnapRequest wish, ServerRequest request) {
    List<URI> urls;
    try {
      urls = notificationUrls(request);
    } catch (IllegalArgumentException _) {
      return errors(400, "notification URL is not valid");
    }
    return switch (ledger.create(wish, urls)) {
      case Ledger.Creation.Taken(String reason) -> errors(400, reason);
      case Ledger.Creation.Created(Session session) -> opened(session, request);
    };
  }

  private ServerResponse opened(Session session, ServerRequest request) {
    MidtransFaults faults = switches.current().midtrans();
    if (faults.createTimeout()) {
      return Silence.instead(timetable);
    }
    ServerResponse answer =
        ServerResponse.status(HttpStatus.CREATED)
            .body(
                Map.of(
                    "token", session.token(), "redirect_url", pageUrl(request, session.token())));
    return faults.webhookBeforeAnswer()
        ? ServerResponse.async(chosenAndTold(session).handle((_, _) -> answer), NOTIFIED_MAX)
        : answer;
  }

  /** The first method the merchant offers is chosen; completes when the shop answered that. */
  private CompletableFuture<Void> chosenAndTold(Session session) {
    return Arrays.stream(Method.values())
        .filter(method -> method.isEnabledBy(session.request().enabledPayments()))
        .findFirst()
        .map(method -> ledger.choose(session.token(), method))
        .filter(Move.Done.class::isInstance)
        .map(Move.Done.class::cast)
        .map(done -> notifications.told(done.transaction(), session))
        .orElseGet(() -> CompletableFuture.completedFuture(null));
  }

  private ServerResponse cancel(ServerRequest request) {
    return switch (ledger.close(request.pathVariable("token"))) {
      case Ledger.Closing.Closed closed ->
          ServerResponse.ok().body(Map.of("canceled_at", Wib.midtransTime(closed.at())));
      case Ledger.Closing.NotClosed refusal -> errors(refusal.httpStatus(), refusal.reason());
    };
  }

  /**
   * Override replaces the merchant's address, append adds to it; where both are sent, override
   * wins.
   */
  private List<URI> notificationUrls(ServerRequest request) {
    List<URI> override = urls(request.headers().firstHeader("X-Override-Notification"));
    if (!override.isEmpty()) {
      return override;
    }
    List<URI> appended = urls(request.headers().firstHeader("X-Append-Notification"));
    return Stream.concat(notifications.defaultUrls().stream(), appended.stream()).toList();
  }

  private static List<URI> urls(@Nullable String header) {
    return header == null
        ? List.of()
        : Arrays.stream(header.split(","))
            .map(String::strip)
            .filter(text -> !text.isEmpty())
            .limit(NOTIFICATION_URLS_MAX)
            .map(SnapApi::httpUrl)
            .toList();
  }

  private static URI httpUrl(String text) {
    URI url = URI.create(text);
    if (url.getHost() == null
        || !("http".equals(url.getScheme()) || "https".equals(url.getScheme()))) {
      throw new IllegalArgumentException("not an http address: " + text);
    }
    return url;
  }

  private static String pageUrl(ServerRequest request, String token) {
    return UriComponentsBuilder.fromUri(request.uri())
        .replacePath("/snap/v4/redirection/" + token)
        .replaceQuery(null)
        .build()
        .toUriString();
  }

  private static ServerResponse errors(int httpStatus, String sentence) {
    return errors(httpStatus, List.of(sentence));
  }

  private static ServerResponse errors(int httpStatus, List<String> sentences) {
    return ServerResponse.status(httpStatus).body(Map.of("error_messages", sentences));
  }
}
