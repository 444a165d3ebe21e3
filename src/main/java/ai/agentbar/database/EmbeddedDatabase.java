package ai.agentbar.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.springframework.beans.factory.DisposableBean;

/**
 * A real PostgreSQL beside this process, listening on loopback, its data kept in a folder. It
 * starts on a thread of its own from the moment this object is made; whoever asks for its address
 * waits for it.
 *
 * <p>The library starts it as a throw-away test database: with {@code -F} (no fsync) and {@code
 * synchronous_commit=off}. Both are turned on again here, since an answered notification must
 * survive a power cut.
 */
final class EmbeddedDatabase implements DisposableBean, AutoCloseable {

  private static final Duration START_MAX = Duration.ofSeconds(60);
  private static final int CONNECTIONS_MAX = 100;

  private record Running(DataFolder folder, EmbeddedPostgres postgres) {}

  private final FutureTask<Running> starting;

  EmbeddedDatabase(Path path) {
    starting = new FutureTask<>(() -> start(path));
    Thread.ofVirtual().name("embedded-postgresql").start(starting);
  }

  /**
   * Where it listens, once it does.
   *
   * @throws DataFolderInUseException while another process has the folder
   */
  String url() {
    return "jdbc:postgresql://localhost:%d/postgres".formatted(running().postgres().getPort());
  }

  /** Stops it in order; also where the program itself failed to start. */
  @Override
  public void close() throws IOException {
    Running running;
    try {
      running = running();
    } catch (RuntimeException _) {
      // It never ran, and whoever asked for it was told why.
      return;
    }
    try {
      running.postgres().close();
    } finally {
      running.folder().close();
    }
  }

  @Override
  public void destroy() throws IOException {
    close();
  }

  private Running running() {
    try {
      return starting.get();
    } catch (ExecutionException failure) {
      if (failure.getCause() instanceof DataFolderInUseException inUse) {
        throw inUse;
      }
      throw new IllegalStateException("the embedded PostgreSQL does not start", failure.getCause());
    } catch (InterruptedException failure) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(failure);
    }
  }

  private static Running start(Path path) throws IOException {
    DataFolder folder = DataFolder.take(path);
    try {
      return new Running(folder, postgres(folder));
    } catch (IOException | RuntimeException failure) {
      folder.close();
      throw failure;
    }
  }

  private static EmbeddedPostgres postgres(DataFolder folder) throws IOException {
    return EmbeddedPostgres.builder()
        .setDataDirectory(folder.postgres())
        .setCleanDataDirectory(false)
        .setRegisterShutdownHook(false)
        .setPGStartupWait(START_MAX)
        .setLocaleConfig("locale", "C")
        .setServerConfig("fsync", "on")
        .setServerConfig("synchronous_commit", "on")
        .setServerConfig("listen_addresses", "localhost")
        .setServerConfig("unix_socket_directories", "")
        .setServerConfig("max_connections", Integer.toString(CONNECTIONS_MAX))
        .setServerConfig("shared_buffers", "256MB")
        // A statement over all days of a table, a backup's too, locks each of them.
        .setServerConfig("max_locks_per_transaction", "512")
        .start();
  }
}
