package ai.agentbar.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.subethamail.smtp.MessageHandler;
import org.subethamail.smtp.RejectException;
import org.subethamail.smtp.server.SMTPServer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A mail server and WhatsApp's Cloud API that count every message they accept by its key, and that
 * can be slow, refuse, and accept without ever saying so.
 */
public final class Providers implements AutoCloseable {

  /**
   * How they behave.
   *
   * @param timeoutShare of the messages that are accepted and never answered
   * @param errorShare of the messages that are refused for now
   * @param answerAfterMs how long an answer takes
   */
  public record Mood(double timeoutShare, double errorShare, int answerAfterMs) {

    public static final Mood GOOD = new Mood(0, 0, 0);
  }

  private enum Turn {
    ANSWER,
    REFUSE,
    KEEP_SILENT
  }

  private static final Pattern MESSAGE_ID =
      Pattern.compile("(?im)^Message-ID:\\s*<([A-Za-z0-9-]+)@");
  private static final JsonMapper JSON = new JsonMapper();

  private final Map<String, Integer> mails = new ConcurrentHashMap<>();
  private final Map<String, Integer> chats = new ConcurrentHashMap<>();
  private final AtomicReference<Mood> mood = new AtomicReference<>(Mood.GOOD);
  private final Random random = new Random(20_261_123);
  private final CountDownLatch closed = new CountDownLatch(1);
  private final int silenceMs;
  private final SMTPServer smtp;
  private final HttpServer whatsapp;

  /**
   * @param silenceMs how long a silent one keeps the connection: longer than the client waits
   */
  public Providers(int silenceMs) {
    this.silenceMs = silenceMs;
    smtp =
        SMTPServer.port(0)
            .bindAddress(InetAddress.getLoopbackAddress())
            .executorService(Executors.newVirtualThreadPerTaskExecutor())
            .maxConnections(500)
            .messageHandlerFactory(_ -> new Mailbox())
            .build();
    smtp.start();
    try {
      whatsapp = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 200);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    whatsapp.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    whatsapp.createContext("/", this::chat);
    whatsapp.start();
  }

  public void become(Mood next) {
    mood.set(next);
  }

  /** How often each message was accepted, by its key. */
  public Map<String, Integer> acceptedMails() {
    return Map.copyOf(mails);
  }

  /** How often each message was accepted, by its key. */
  public Map<String, Integer> acceptedChats() {
    return Map.copyOf(chats);
  }

  public int smtpPort() {
    return smtp.getPortAllocated();
  }

  public String whatsappUrl() {
    return "http://127.0.0.1:" + whatsapp.getAddress().getPort();
  }

  @Override
  public void close() {
    closed.countDown();
    smtp.stop();
    whatsapp.stop(0);
  }

  private final class Mailbox implements MessageHandler {

    @Override
    public void from(String from) {
      // Everybody may send.
    }

    @Override
    public void recipient(String recipient) {
      // Everybody has a mailbox.
    }

    @Override
    public String data(InputStream data) throws RejectException, IOException {
      mail(new String(data.readAllBytes(), StandardCharsets.UTF_8));
      return "accepted";
    }

    @Override
    public void done() {
      // Nothing is kept for the next message.
    }
  }

  private void mail(String data) throws RejectException {
    switch (turn()) {
      case REFUSE -> throw new RejectException(451, "4.3.0 try again later");
      case KEEP_SILENT -> {
        mails.merge(keyOfMail(data), 1, Integer::sum);
        pause(silenceMs);
      }
      case ANSWER -> {
        mails.merge(keyOfMail(data), 1, Integer::sum);
        pause(mood.get().answerAfterMs());
      }
    }
  }

  private void chat(HttpExchange exchange) throws IOException {
    JsonNode body = JSON.readTree(exchange.getRequestBody().readAllBytes());
    String key = body.path("biz_opaque_callback_data").asString();
    switch (turn()) {
      case REFUSE ->
          answer(
              exchange, 500, "{\"error\":{\"message\":\"Service unavailable\",\"code\":131000}}");
      case KEEP_SILENT -> {
        chats.merge(key, 1, Integer::sum);
        pause(silenceMs);
        exchange.close();
      }
      case ANSWER -> {
        chats.merge(key, 1, Integer::sum);
        pause(mood.get().answerAfterMs());
        answer(
            exchange,
            200,
            """
            {"messaging_product":"whatsapp","contacts":[],
             "messages":[{"id":"wamid.%s","message_status":"accepted"}]}
            """
                .formatted(key));
      }
    }
  }

  private synchronized Turn turn() {
    double drawn = random.nextDouble();
    Mood current = mood.get();
    if (drawn < current.timeoutShare()) {
      return Turn.KEEP_SILENT;
    }
    return drawn < current.timeoutShare() + current.errorShare() ? Turn.REFUSE : Turn.ANSWER;
  }

  private void pause(int milliseconds) {
    try {
      var _ = closed.await(milliseconds, TimeUnit.MILLISECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static String keyOfMail(String data) {
    Matcher id = MESSAGE_ID.matcher(data);
    return id.find() ? id.group(1) : "without a key";
  }

  private static void answer(HttpExchange exchange, int status, String json) throws IOException {
    byte[] body = json.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }
}
