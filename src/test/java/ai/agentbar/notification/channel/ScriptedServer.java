package ai.agentbar.notification.channel;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A provider that does what a test says, byte by byte, also what no decent library would do. */
final class ScriptedServer implements AutoCloseable {

  /** One connection, told by the script. */
  interface Script {
    void play(Peer peer) throws IOException;
  }

  private final ServerSocket listener;
  private final Script script;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final AtomicInteger connections = new AtomicInteger();
  private final AtomicInteger open = new AtomicInteger();

  ScriptedServer(Script script) {
    this(plain(), script);
  }

  ScriptedServer(ServerSocket listener, Script script) {
    this.listener = listener;
    this.script = script;
    Thread.ofVirtual().start(this::accept);
  }

  int port() {
    return listener.getLocalPort();
  }

  int connections() {
    return connections.get();
  }

  /**
   * Connections whose script has not ended; one that dribbles ends when nobody listens any more.
   */
  int open() {
    return open.get();
  }

  @Override
  public void close() {
    closing.countDown();
    try {
      listener.close();
      for (Socket socket : sockets) {
        socket.close();
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** A port on which nobody listens. */
  static int deadPort() {
    try (ServerSocket socket = plain()) {
      return socket.getLocalPort();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static ServerSocket plain() {
    try {
      return new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = listener.accept();
        connections.incrementAndGet();
        open.incrementAndGet();
        sockets.add(socket);
        Thread.ofVirtual().start(() -> play(socket));
      }
    } catch (IOException _) {
      // Closed: the test is over.
    }
  }

  private void play(Socket socket) {
    try (socket) {
      script.play(new Peer(socket, closing));
    } catch (IOException _) {
      // The other side hung up, as it may.
    } finally {
      open.decrementAndGet();
    }
  }

  /** The other end of a connection. */
  static final class Peer {

    private final CountDownLatch closing;
    private Socket socket;
    private InputStream in;
    private OutputStream out;

    Peer(Socket socket, CountDownLatch closing) throws IOException {
      this.closing = closing;
      this.socket = socket;
      this.in = socket.getInputStream();
      this.out = socket.getOutputStream();
    }

    Socket socket() {
      return socket;
    }

    /** Goes on over another socket around the same connection. */
    void upgrade(Socket secured) throws IOException {
      socket = secured;
      in = secured.getInputStream();
      out = secured.getOutputStream();
    }

    /** A line without its end. */
    String line() throws IOException {
      StringBuilder line = new StringBuilder();
      for (int next = in.read(); next != '\n'; next = in.read()) {
        if (next < 0) {
          throw new IOException("the other side hung up");
        }
        line.append((char) next);
      }
      return line.toString().replace("\r", "");
    }

    byte[] bytes(int length) throws IOException {
      return in.readNBytes(length);
    }

    void say(String text) throws IOException {
      out.write(text.getBytes(StandardCharsets.UTF_8));
      out.flush();
    }

    /** Says nothing more until the test is over. */
    void hang() {
      try {
        closing.await();
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      }
    }

    /** Says the text letter by letter, again and again, each soon enough for a read timeout. */
    void dribble(String text) throws IOException {
      try {
        for (int i = 0; !closing.await(20, TimeUnit.MILLISECONDS); i++) {
          say(text.substring(i % text.length(), i % text.length() + 1));
        }
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
