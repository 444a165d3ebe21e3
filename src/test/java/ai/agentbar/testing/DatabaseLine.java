package ai.agentbar.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The line between a program and its database, which a test may cut: then every connection breaks
 * and none comes about, until it is mended.
 *
 * <p>Threads: one accepts, two carry each connection, all virtual.
 */
public final class DatabaseLine implements AutoCloseable {

  private final URI database;
  private final ServerSocket door;
  private final Set<Socket> ends = ConcurrentHashMap.newKeySet();
  private volatile boolean cut;

  /**
   * @param jdbcUrl where the database really is
   */
  public DatabaseLine(String jdbcUrl) {
    try {
      database = URI.create(jdbcUrl.substring("jdbc:".length()));
      door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    Thread.ofVirtual().name("database-line").start(this::connect);
  }

  /** The JDBC address of this end. */
  public String url() {
    return "jdbc:postgresql://127.0.0.1:%d%s".formatted(door.getLocalPort(), database.getPath());
  }

  public void cut() {
    cut = true;
    ends.forEach(DatabaseLine::hangUp);
  }

  public void mend() {
    cut = false;
  }

  @Override
  public void close() throws IOException {
    door.close();
    cut();
  }

  private void connect() {
    while (!door.isClosed()) {
      try {
        Socket near = door.accept();
        Socket far = new Socket(database.getHost(), database.getPort());
        carry(near, far);
        carry(far, near);
        // Whoever came while the line was being cut is hung up on as well.
        if (cut) {
          hangUp(near);
        }
      } catch (IOException _) {
        // The caller is gone, or the door is closed.
      }
    }
  }

  private void carry(Socket from, Socket to) {
    ends.add(from);
    Thread.ofVirtual()
        .name("database-line-" + from.getPort())
        .start(
            () -> {
              try (from;
                  to) {
                from.getInputStream().transferTo(to.getOutputStream());
              } catch (IOException _) {
                // Either end hung up, and so does the other.
              } finally {
                ends.remove(from);
              }
            });
  }

  private static void hangUp(Socket end) {
    try {
      end.close();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
