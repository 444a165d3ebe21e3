package ai.agentbar.job;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import tools.jackson.databind.json.JsonMapper;

/** A Midtrans at which every page is paid as soon as it is open. */
final class PaidAtOnce implements AutoCloseable {

  private static final JsonMapper JSON = new JsonMapper();
  private static final String TRANSACTION = "transaction-of-";

  private final Set<String> opened = ConcurrentHashMap.newKeySet();
  private final HttpServer server;

  PaidAtOnce() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/snap/v1/transactions", this::open);
    server.createContext("/v2/", this::status);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** By the names they have here. */
  Set<String> opened() {
    return Set.copyOf(opened);
  }

  static String transactionOf(String gatewayOrderId) {
    return TRANSACTION + gatewayOrderId;
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void open(HttpExchange exchange) throws IOException {
    String id =
        JSON.readTree(exchange.getRequestBody().readAllBytes())
            .path("transaction_details")
            .path("order_id")
            .asString();
    opened.add(id);
    answer(
        exchange,
        201,
        "{\"token\":\"token-of-%s\",\"redirect_url\":\"http://127.0.0.1/pay\"}".formatted(id));
  }

  private void status(HttpExchange exchange) throws IOException {
    String id = exchange.getRequestURI().getPath().split("/", -1)[2].replace(TRANSACTION, "");
    String paid =
        """
        {"status_code": "200", "transaction_status": "settlement", "fraud_status": "accept",
         "order_id": "%1$s", "transaction_id": "%2$s%1$s", "merchant_id": "G000000000",
         "payment_type": "qris", "gross_amount": "1000.00", "currency": "IDR",
         "transaction_time": "2026-11-23 10:00:05"}
        """
            .formatted(id, TRANSACTION);
    answer(exchange, 200, opened.contains(id) ? paid : "{\"status_code\": \"404\"}");
  }

  private static void answer(HttpExchange exchange, int status, String json) throws IOException {
    byte[] body = json.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }
}
