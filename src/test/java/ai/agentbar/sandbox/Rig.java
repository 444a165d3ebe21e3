package ai.agentbar.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The sandbox on free ports with a merchant's webhook beside it, spoken to over HTTP only. */
final class Rig implements AutoCloseable {

  static final String KEY = "SB-Mid-server-test";

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final HttpClient http = HttpClient.newHttpClient();
  private final Receiver shop = new Receiver();
  private final Sandbox sandbox;

  Rig(InstantSource clock, String... settings) {
    List<String> all = new ArrayList<>(List.of(settings));
    all.add("agentbar.sandbox.port=0");
    all.add("agentbar.sandbox.smtp-port=0");
    all.add("agentbar.sandbox.seed=7");
    all.add("agentbar.sandbox.webhook-url=" + shop.url("/webhook"));
    all.add("agentbar.sandbox.whatsapp-status-url=" + shop.url("/whatsapp-status"));
    sandbox = new Sandbox(SandboxSettings.from(Settings.of(all.toArray(String[]::new))), clock);
    sandbox.start();
  }

  /** An answer with its body as JSON, or a missing node where it is none. */
  record Answer(int status, String text, HttpHeaders headers) {

    Optional<String> location() {
      return headers.firstValue("Location");
    }

    String header(String name) {
      return headers.firstValue(name).orElse("");
    }

    JsonNode json() {
      return JSON.readTree(text);
    }

    String field(String name) {
      return json().path(name).asString("");
    }
  }

  Receiver shop() {
    return shop;
  }

  Sandbox sandbox() {
    return sandbox;
  }

  String url(String path) {
    return "http://127.0.0.1:" + sandbox.port() + path;
  }

  Answer get(String path, String... headers) {
    return send(request(path, headers).GET());
  }

  Answer post(String path, String body, String... headers) {
    return send(request(path, headers).POST(BodyPublishers.ofString(body)));
  }

  Answer put(String path, String body) {
    return send(request(path).PUT(BodyPublishers.ofString(body)));
  }

  /** As curl does it when nobody tells it what it sends. */
  Answer putForm(String path, String body) {
    return send(
        request(path, "Content-Type", "application/x-www-form-urlencoded")
            .PUT(BodyPublishers.ofString(body)));
  }

  Answer delete(String path) {
    return send(request(path).DELETE());
  }

  /** A form, as a browser sends it. */
  Answer press(String path, String form) {
    return post(path, form, "Content-Type", "application/x-www-form-urlencoded");
  }

  /** Opens a Snap payment with the right key. */
  Answer create(String orderId) {
    return snap(
        """
        {"transaction_details": {"order_id": "%s", "gross_amount": 99000}}
        """
            .formatted(orderId));
  }

  Answer snap(String body, String... headers) {
    return post("/snap/v1/transactions", body, with(headers, "Authorization", basic(KEY)));
  }

  Answer status(String id) {
    return get("/v2/" + id + "/status", "Authorization", basic(KEY));
  }

  Answer core(String path, String body) {
    return post(path, body, "Authorization", basic(KEY));
  }

  /** Opens a payment and picks a method; the transaction's id. */
  String chosen(String orderId, String method) {
    create(orderId);
    return choose(orderId, method);
  }

  String choose(String orderId, String method) {
    return post("/_sim/payments/" + orderId + "/choose?method=" + method, "")
        .field("transaction_id");
  }

  Answer drive(String id, String outcome) {
    return post("/_sim/transactions/" + id + "/" + outcome, "");
  }

  void faults(String changes) {
    Answer answer = put("/_sim/faults", changes);
    if (answer.status() != 200) {
      throw new IllegalArgumentException(answer.text());
    }
  }

  /** All faults off, nothing written down. */
  void calm() {
    delete("/_sim/faults");
    shop.clear();
  }

  static String basic(String key) {
    return "Basic "
        + Base64.getEncoder().encodeToString((key + ":").getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void close() {
    sandbox.close();
    shop.close();
    http.close();
  }

  private HttpRequest.Builder request(String path, String... headers) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url(path)));
    if (!List.of(headers).contains("Content-Type")) {
      request.header("Content-Type", "application/json");
    }
    return headers.length == 0 ? request : request.headers(headers);
  }

  private static String[] with(String[] headers, String... more) {
    List<String> all = new ArrayList<>(List.of(headers));
    all.addAll(List.of(more));
    return all.toArray(String[]::new);
  }

  private Answer send(HttpRequest.Builder request) {
    try {
      HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
      return new Answer(answer.statusCode(), answer.body(), answer.headers());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
