package ai.agentbar.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.test.context.DynamicPropertyRegistrar;
import org.subethamail.smtp.RejectException;
import org.subethamail.smtp.server.SMTPServer;

/**
 * The people on call: a mail server, Slack, WhatsApp, Telegram, a webhook and a dead-man switch,
 * which keep what they accept, and can refuse.
 */
public final class Receivers implements AutoCloseable {

  /**
   * A mail as it came over the wire.
   *
   * @param atNanos when it was accepted, by {@link System#nanoTime()}
   */
  public record Mail(String from, String recipient, String data, long atNanos) {

    /** What its reader reads. */
    public String text() {
      try (InputStream wire = new ByteArrayInputStream(data.getBytes(StandardCharsets.UTF_8))) {
        return new MimeMessage(null, wire).getContent().toString();
      } catch (IOException | MessagingException unreadable) {
        throw new IllegalStateException(unreadable);
      }
    }
  }

  /**
   * What was posted, or asked for, and where.
   *
   * @param atNanos when it was accepted, by {@link System#nanoTime()}
   */
  public record Call(String path, String body, long atNanos) {}

  /** How one of them answers. */
  public record Answer(int status, String body, Map<String, String> headers) {}

  private static final Answer FINE = new Answer(200, "", Map.of());

  /** What those say who answer in words, where nothing else was asked for. */
  private static final Map<String, Answer> IN_WORDS =
      Map.of(
          "/telegram", new Answer(200, "{\"ok\":true,\"result\":{\"message_id\":1}}", Map.of()),
          "/whatsapp", new Answer(200, "{\"messages\":[{\"id\":\"wamid.1\"}]}", Map.of()));

  private final List<Mail> mails = new CopyOnWriteArrayList<>();
  private final List<Call> calls = new CopyOnWriteArrayList<>();
  private final Map<String, Answer> answers = new ConcurrentHashMap<>();
  private final AtomicInteger refused = new AtomicInteger();
  private final AtomicBoolean mailDown = new AtomicBoolean();
  private final SMTPServer smtp;
  private final HttpServer http;

  public Receivers() throws IOException {
    smtp =
        SMTPServer.port(0)
            .bindAddress(InetAddress.getLoopbackAddress())
            .messageHandler(
                (_, from, to, data) -> take(new Mail(from, to, text(data), System.nanoTime())))
            .build();
    smtp.start();
    http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    http.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    http.createContext("/", this::call);
    http.start();
  }

  public List<Mail> mails() {
    return List.copyOf(mails);
  }

  /** What Slack accepted. */
  public List<String> posts() {
    return accepted("/slack");
  }

  /** What was accepted below that path. */
  public List<String> accepted(String path) {
    return calls(path).stream().map(Call::body).toList();
  }

  /** The same, with who accepted it and when. */
  public List<Call> calls(String path) {
    return calls.stream().filter(it -> it.path().startsWith(path)).toList();
  }

  /** How many calls were refused. */
  public int refused() {
    return refused.get();
  }

  /** From now on Slack answers this. */
  public void slackAnswers(int status) {
    answers("/slack", new Answer(status, "", Map.of()));
  }

  /** From now on whoever is below that path answers this. */
  public void answers(String path, Answer answer) {
    answers.put(path, answer);
  }

  /** From now on every mail is refused for the moment. */
  public void mailIsDown() {
    mailDown.set(true);
  }

  /** Below which they answer. */
  public String url() {
    return "http://localhost:%d".formatted(http.getAddress().getPort());
  }

  /** Everything accepted is forgotten, and everything is accepted again. */
  public void reset() {
    mails.clear();
    calls.clear();
    answers.clear();
    refused.set(0);
    mailDown.set(false);
  }

  @Override
  public void close() {
    smtp.stop();
    http.stop(0);
  }

  private void take(Mail mail) throws RejectException {
    if (mailDown.get()) {
      refused.incrementAndGet();
      throw new RejectException(451, "not now");
    }
    mails.add(mail);
  }

  private void call(HttpExchange exchange) throws IOException {
    String body = text(exchange.getRequestBody().readAllBytes());
    String path = exchange.getRequestURI().getPath();
    Answer answer = answerOf(path);
    if (answer.status() == FINE.status()) {
      calls.add(new Call(path, body, System.nanoTime()));
    } else {
      refused.incrementAndGet();
    }
    answer.headers().forEach(exchange.getResponseHeaders()::set);
    byte[] words = answer.body().getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(answer.status(), words.length == 0 ? -1 : words.length);
    if (words.length > 0) {
      exchange.getResponseBody().write(words);
    }
    exchange.close();
  }

  private Answer answerOf(String path) {
    return answers.entrySet().stream()
        .filter(it -> path.startsWith(it.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElseGet(
            () ->
                IN_WORDS.entrySet().stream()
                    .filter(it -> path.startsWith(it.getKey()))
                    .map(Map.Entry::getValue)
                    .findFirst()
                    .orElse(FINE));
  }

  private static String text(byte[] data) {
    return new String(data, StandardCharsets.UTF_8);
  }

  /** Puts the playbook's teams behind these receivers. */
  @TestConfiguration(proxyBeanMethods = false)
  public static class OnCall {

    @Bean
    Receivers receivers() throws IOException {
      return new Receivers();
    }

    @Bean
    DynamicPropertyRegistrar addressesOfThoseOnCall(Receivers receivers) {
      String at = receivers.url();
      return properties -> {
        properties.add("spring.mail.port", receivers.smtp::getPortAllocated);
        properties.add("AGENTBAR_TEAM_TECH_LEAD_SLACK", () -> at + "/slack/tech-lead");
        properties.add("AGENTBAR_TEAM_DEVOPS_SLACK", () -> at + "/slack/devops");
        properties.add("AGENTBAR_TEAM_OPS_SLACK", () -> at + "/slack/ops");
        properties.add("AGENTBAR_TEAM_PRODUCT_SLACK", () -> at + "/slack/product");
        properties.add("AGENTBAR_TEAM_TECH_LEAD_WHATSAPP", () -> "+6281234567001");
        properties.add("AGENTBAR_TEAM_DEVOPS_TELEGRAM", () -> "-100200300");
        properties.add("AGENTBAR_TEAM_DEVOPS_ALERTMANAGER", () -> at + "/alertmanager/devops");
        properties.add("agentbar.telegram.url", () -> at + "/telegram");
        properties.add("agentbar.telegram.bot-token", () -> "12345:bot-secret");
        properties.add("agentbar.whatsapp.url", () -> at + "/whatsapp");
        properties.add("agentbar.whatsapp.phone-number-id", () -> "106540352242922");
        properties.add("agentbar.whatsapp.access-token", () -> "phone-secret");
        properties.add("agentbar.dead-man.url", () -> at + "/dead-man/ping-secret");
      };
    }
  }
}
