package ai.agentbar.sandbox;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
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
      String method, String path, Map<String, List<String>> headers, String raw, int answered) {

    JsonNode body() {
      return JSON.readTree(raw);
    }

    String text(String field) {
      return body().path(field).asString("");
    }
  }

  private final List<String> queries = new CopyOnWriteArrayList<>();
  private final AtomicReference<Duration> slow = new AtomicReference<>(Duration.ZERO);
  private final AtomicInteger atOnce = new AtomicInteger();
  private final AtomicInteger atOnceMax = new AtomicInteger();
  private final AtomicReference<String> echoed = new AtomicReference<>("");

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

  /** Takes that long for each answer from now on. */
  void slow(Duration time) {
    slow.set(time);
  }

  /** How many were being answered at the same moment, at most. */
  int atOnceMax() {
    return atOnceMax.get();
  }

  /** A GET is answered with that parameter of its query. */
  void echo(String parameter) {
    echoed.set(parameter);
  }

  /** What GETs asked for. */
  List<String> queries() {
    return List.copyOf(queries);
  }

  void clear() {
    arrivals.clear();
    queries.clear();
    echoed.set("");
    slow.set(Duration.ZERO);
    atOnceMax.set(0);
    answer(200);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.close();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      if (exchange.getRequestMethod().equals("GET")) {
        answerQuery(exchange);
        return;
      }
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      takeTime();
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

  private void answerQuery(HttpExchange exchange) throws IOException {
    String query = exchange.getRequestURI().getQuery();
    queries.add(query);
    String wanted = echoed.get() + "=";
    byte[] echo =
        Arrays.stream(query.split("&"))
            .filter(pair -> pair.startsWith(wanted))
            .map(pair -> pair.substring(wanted.length()))
            .findFirst()
            .orElse("nothing")
            .getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(200, echo.length);
    exchange.getResponseBody().write(echo);
  }

  private void takeTime() {
    atOnceMax.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
    LockSupport.parkNanos(slow.get().toNanos());
    atOnce.decrementAndGet();
  }
}
