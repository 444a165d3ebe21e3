package ai.agentbar.notification.channel;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** An HTTP server that reads a request to its end, keeps it, and then does what a test says. */
final class ScriptedHttp implements AutoCloseable {

  /** A request as it came over the wire. */
  record Request(String line, Map<String, String> headers, String body) {
    String header(String name) {
      return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
    }
  }

  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private final ScriptedServer server;
  private volatile ScriptedServer.Script answer = peer -> peer.say(text(200, "", ""));

  ScriptedHttp() {
    server =
        new ScriptedServer(
            peer -> {
              requests.add(request(peer));
              answer.play(peer);
            });
  }

  String url() {
    return "http://127.0.0.1:" + server.port();
  }

  List<Request> requests() {
    return List.copyOf(requests);
  }

  int connections() {
    return server.connections();
  }

  void does(ScriptedServer.Script next) {
    answer = next;
  }

  void answers(int status, String headers, String body) {
    answer = peer -> peer.say(text(status, headers, body));
  }

  void answers(int status, String body) {
    answers(status, "", body);
  }

  /** The whole answer, its headers each ending in a line feed. */
  static String text(int status, String headers, String body) {
    return "HTTP/1.1 %d Told\r\nContent-Length: %d\r\n%s\r\n%s"
        .formatted(
            status,
            body.getBytes(StandardCharsets.UTF_8).length,
            headers.replace("\n", "\r\n"),
            body);
  }

  int open() {
    return server.open();
  }

  @Override
  public void close() {
    server.close();
  }

  private static Request request(ScriptedServer.Peer peer) throws IOException {
    String line = peer.line();
    Map<String, String> headers = new TreeMap<>();
    for (String header = peer.line(); !header.isEmpty(); header = peer.line()) {
      int colon = header.indexOf(':');
      headers.put(
          header.substring(0, colon).toLowerCase(Locale.ROOT), header.substring(colon + 1).strip());
    }
    byte[] body = peer.bytes(Integer.parseInt(headers.getOrDefault("content-length", "0")));
    return new Request(line, headers, new String(body, StandardCharsets.UTF_8));
  }
}
