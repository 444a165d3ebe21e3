package ai.agentbar.sandbox.whatsapp;

import ai.agentbar.sandbox.base.Newest;
import ai.agentbar.sandbox.base.Pace;
import ai.agentbar.sandbox.base.Timetable;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Speaks to the shop's status endpoint: the handshake, and webhooks that come again until they are
 * answered 200, for seven days of Meta's own time.
 */
final class StatusCourier implements AutoCloseable {

  static final int NO_ANSWER = 0;

  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final int OK = 200;
  private static final int POSTS_KEPT = 2_000;
  private static final Duration GIVEN_UP_AFTER = Duration.ofDays(7);
  private static final Duration PAUSE_FIRST = Duration.ofSeconds(10);
  private static final Duration PAUSE_MAX = Duration.ofHours(12);

  private final URI url;
  private final Pace pace;
  private final Timetable timetable;
  private final Newest<Post> posts = new Newest<>(POSTS_KEPT);
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .connectTimeout(TIMEOUT)
          .build();

  StatusCourier(URI url, Pace pace, Timetable timetable) {
    this.url = url;
    this.pace = pace;
    this.timetable = timetable;
  }

  /** One attempt to deliver one webhook. */
  record Post(String messageId, String status, int attempt, int answer) {}

  /** Delivers, now and after a refusal again and again. */
  void deliver(ChatMessage message, ChatMessage.Status status, StatusWebhook webhook) {
    attempt(new Post(message.id(), status.name(), 1, NO_ANSWER), webhook, Duration.ZERO);
  }

  /** Whether the shop echoes the challenge, in Meta's words to a page. */
  String handshake(String verifyToken, String challenge) {
    URI asked =
        UriComponentsBuilder.fromUri(url)
            .queryParam("hub.mode", "subscribe")
            .queryParam("hub.challenge", challenge)
            .queryParam("hub.verify_token", "{token}")
            .encode()
            .buildAndExpand(verifyToken)
            .toUri();
    try {
      var answer =
          http.send(
              HttpRequest.newBuilder(asked).timeout(TIMEOUT).GET().build(),
              BodyHandlers.ofString());
      boolean echoed = answer.statusCode() == OK && answer.body().equals(challenge);
      return echoed ? "verified" : "refused: HTTP " + answer.statusCode();
    } catch (IOException e) {
      return "no answer: " + e.getClass().getSimpleName();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return "interrupted";
    }
  }

  /** Newest first. */
  List<Post> posts() {
    return posts.all();
  }

  void clear() {
    posts.clear();
  }

  @Override
  public void close() {
    http.shutdownNow();
  }

  private void attempt(Post post, StatusWebhook webhook, Duration waited) {
    int answer = send(webhook);
    posts.add(new Post(post.messageId(), post.status(), post.attempt(), answer));
    if (answer == OK || waited.compareTo(GIVEN_UP_AFTER) >= 0) {
      return;
    }
    Duration pause = pauseAfter(post.attempt());
    Post next = new Post(post.messageId(), post.status(), post.attempt() + 1, NO_ANSWER);
    timetable.after(pace.shorten(pause), () -> attempt(next, webhook, waited.plus(pause)));
  }

  private static Duration pauseAfter(int attempt) {
    Duration pause = PAUSE_FIRST.multipliedBy(1L << Math.min(attempt - 1, 20));
    return pause.compareTo(PAUSE_MAX) > 0 ? PAUSE_MAX : pause;
  }

  private int send(StatusWebhook webhook) {
    HttpRequest request =
        HttpRequest.newBuilder(url)
            .timeout(TIMEOUT)
            .header("Content-Type", "application/json")
            .header("User-Agent", "facebookexternalua")
            .header("X-Hub-Signature-256", webhook.signature())
            .POST(BodyPublishers.ofString(webhook.body()))
            .build();
    try {
      return http.send(request, BodyHandlers.discarding()).statusCode();
    } catch (IOException _) {
      return NO_ANSWER;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return NO_ANSWER;
    }
  }
}
