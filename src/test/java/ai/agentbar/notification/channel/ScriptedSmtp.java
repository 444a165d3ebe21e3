package ai.agentbar.notification.channel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * A mail server whose every answer a test may replace: by other words, or by {@link #HANG}, {@link
 * #CLOSE}, {@link #DRIBBLE}. The key is the command's first word; {@code GREETING} comes before
 * all, {@code .} is the mail's end, {@code CONTENT} its first line.
 */
final class ScriptedSmtp implements AutoCloseable {

  static final String HANG = "<hang>";
  static final String CLOSE = "<close>";
  static final String DRIBBLE = "<dribble>";

  private static final Map<String, String> POLITE =
      Map.of(
          "GREETING", "220 mail.example ready",
          "EHLO", "250-mail.example\r\n250-AUTH PLAIN\r\n250 8BITMIME",
          "AUTH", "235 welcome",
          "STARTTLS", "220 go ahead",
          "MAIL", "250 ok",
          "RCPT", "250 ok",
          "DATA", "354 go ahead",
          ".", "250 queued",
          "QUIT", "221 bye");

  private final Map<String, String> answers = new ConcurrentHashMap<>();
  private final List<String> commands = new CopyOnWriteArrayList<>();
  private final List<String> mails = new CopyOnWriteArrayList<>();
  private final @Nullable SSLContext tls;
  private final ScriptedServer server;

  /** In the clear. */
  ScriptedSmtp() {
    tls = null;
    server = new ScriptedServer(this::converse);
  }

  /** With a certificate, from the first byte or after STARTTLS. */
  ScriptedSmtp(SSLContext tls, boolean fromTheFirstByte) {
    this.tls = tls;
    this.server =
        fromTheFirstByte
            ? new ScriptedServer(secured(tls), this::converse)
            : new ScriptedServer(this::converse);
  }

  int port() {
    return server.port();
  }

  /** Mails whose end was received, whatever was answered to it. */
  List<String> mails() {
    return List.copyOf(mails);
  }

  List<String> commands() {
    return List.copyOf(commands);
  }

  void answers(String step, String words) {
    answers.put(step, words);
  }

  int open() {
    return server.open();
  }

  @Override
  public void close() {
    server.close();
  }

  private void converse(ScriptedServer.Peer peer) throws IOException {
    if (!answered(peer, "GREETING")) {
      return;
    }
    while (true) {
      String command = peer.line();
      commands.add(command);
      String step = command.split("[ :]", 2)[0];
      if (!answered(peer, step) || (step.equals("DATA") && !content(peer))) {
        return;
      }
      if (step.equals("STARTTLS") && tls != null) {
        secure(peer, tls);
      }
    }
  }

  private boolean content(ScriptedServer.Peer peer) throws IOException {
    if (!answers.getOrDefault("DATA", "354").startsWith("354")) {
      return true;
    }
    if (answers.containsKey("CONTENT") && !answered(peer, "CONTENT")) {
      return false;
    }
    StringBuilder mail = new StringBuilder();
    for (String line = peer.line(); !line.equals("."); line = peer.line()) {
      mail.append(line).append('\n');
    }
    mails.add(mail.toString());
    return answered(peer, ".");
  }

  /** Whether the conversation goes on. */
  private boolean answered(ScriptedServer.Peer peer, String step) throws IOException {
    String answer = answers.getOrDefault(step, POLITE.getOrDefault(step, "500 what?"));
    switch (answer) {
      case HANG -> peer.hang();
      case DRIBBLE -> peer.dribble("250-still thinking\r\n");
      case CLOSE -> {}
      default -> {
        peer.say(answer + "\r\n");
        return true;
      }
    }
    return false;
  }

  private static void secure(ScriptedServer.Peer peer, SSLContext tls) throws IOException {
    SSLSocket secured =
        (SSLSocket) tls.getSocketFactory().createSocket(peer.socket(), null, 0, true);
    secured.setUseClientMode(false);
    peer.upgrade(secured);
  }

  private static ServerSocket secured(SSLContext tls) {
    try {
      return tls.getServerSocketFactory()
          .createServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
