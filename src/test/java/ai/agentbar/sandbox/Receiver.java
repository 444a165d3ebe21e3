package ai.agentbar.sandbox;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A merchant's webhook endpoint that writes down what arrives and answers what it is told to. */
final class Receiver implements AutoCloseable {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<Arrival> arrivals = new CopyOnWriteArrayList<>();
  private final AtomicReference<Answer> answer = new AtomicReference<>(new Answer(200, Map.of()));

  Receiver() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  /** One notification as it came in. */
  record Arrival(
      String method, String path, Map<String, List<String>> headers, JsonNode body, int answered) {

    String text(String field) {
      return body.path(field).asString("");
    }
  }

  private record Answer(int status, Map<String, String> headers) {}

  String url(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  void answer(int status) {
    answer.set(new Answer(status, Map.of()));
  }

  /** Sends everybody on, except those who already are at the target. */
  void redirect(int status, String target) {
    answer.set(new Answer(status, Map.of("Location", target)));
  }

  List<Arrival> arrivals() {
    return List.copyOf(arrivals);
  }

  List<Arrival> about(String orderId) {
    return arrivals.stream().filter(arrival -> arrival.text("order_id").equals(orderId)).toList();
  }

  List<String> statusesOf(String orderId) {
    return about(orderId).stream().map(arrival -> arrival.text("transaction_status")).toList();
  }

  void clear() {
    arrivals.clear();
    answer(200);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.close();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      JsonNode body = JSON.readTree(exchange.getRequestBody().readAllBytes());
      Answer given = answer.get();
      String path = exchange.getRequestURI().getPath();
      boolean atTarget = path.equals(given.headers().get("Location"));
      int status = atTarget ? 200 : given.status();
      arrivals.add(
          new Arrival(
              exchange.getRequestMethod(),
              path,
              Map.copyOf(exchange.getRequestHeaders()),
              body,
              status));
      if (!atTarget) {
        given.headers().forEach(exchange.getResponseHeaders()::set);
      }
      exchange.sendResponseHeaders(status, -1);
    }
  }
}
