package ai.agentbar.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/**
 * A real PostgreSQL beside this process, listening on loopback, its data kept in a folder.
 *
 * <p>The library starts it as a throw-away test database: with {@code -F} (no fsync) and {@code
 * synchronous_commit=off}. Both are turned on again here, since an answered notification must
 * survive a power cut.
 */
final class EmbeddedDatabase implements AutoCloseable {

  private static final Duration START_MAX = Duration.ofSeconds(60);
  private static final int CONNECTIONS_MAX = 100;

  private final DataFolder folder;
  private final EmbeddedPostgres postgres;

  EmbeddedDatabase(Path path) throws IOException {
    folder = DataFolder.take(path);
    postgres =
        EmbeddedPostgres.builder()
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
            .start();
  }

  String url() {
    return "jdbc:postgresql://localhost:%d/postgres".formatted(postgres.getPort());
  }

  @Override
  public void close() throws IOException {
    try {
      postgres.close();
    } finally {
      folder.close();
    }
  }
}
