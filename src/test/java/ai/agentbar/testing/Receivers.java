package ai.agentbar.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.test.context.DynamicPropertyRegistrar;
import org.subethamail.smtp.server.SMTPServer;

/** The people on call: a mail server and a Slack that keep what they accept, and can refuse. */
public final class Receivers implements AutoCloseable {

  /** A mail as it came over the wire. */
  public record Mail(String from, String recipient, String data) {}

  private static final int ACCEPT = 200;

  private final List<Mail> mails = new CopyOnWriteArrayList<>();
  private final List<String> posts = new CopyOnWriteArrayList<>();
  private final AtomicInteger slackAnswer = new AtomicInteger(ACCEPT);
  private final SMTPServer smtp;
  private final HttpServer slack;

  public Receivers() throws IOException {
    smtp =
        SMTPServer.port(0)
            .bindAddress(InetAddress.getLoopbackAddress())
            .messageHandler((_, from, to, data) -> mails.add(new Mail(from, to, text(data))))
            .build();
    smtp.start();
    slack = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    slack.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    slack.createContext("/slack", this::post);
    slack.start();
  }

  public List<Mail> mails() {
    return List.copyOf(mails);
  }

  public List<String> posts() {
    return List.copyOf(posts);
  }

  /** From now on Slack answers this. */
  public void slackAnswers(int status) {
    slackAnswer.set(status);
  }

  /** Everything accepted is forgotten, and everything is accepted again. */
  public void reset() {
    mails.clear();
    posts.clear();
    slackAnswer.set(ACCEPT);
  }

  @Override
  public void close() {
    smtp.stop();
    slack.stop(0);
  }

  private void post(HttpExchange exchange) throws IOException {
    String body = text(exchange.getRequestBody().readAllBytes());
    int answer = slackAnswer.get();
    if (answer == ACCEPT) {
      posts.add(body);
    }
    exchange.sendResponseHeaders(answer, -1);
    exchange.close();
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
      String slack = "http://localhost:%d/slack/".formatted(receivers.slack.getAddress().getPort());
      return properties -> {
        properties.add("spring.mail.port", receivers.smtp::getPortAllocated);
        properties.add("AGENTBAR_TEAM_TECH_LEAD_SLACK", () -> slack + "tech-lead");
        properties.add("AGENTBAR_TEAM_DEVOPS_SLACK", () -> slack + "devops");
        properties.add("AGENTBAR_TEAM_OPS_SLACK", () -> slack + "ops");
        properties.add("AGENTBAR_TEAM_PRODUCT_SLACK", () -> slack + "product");
      };
    }
  }
}
