package ai.agentbar.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.atomic.AtomicInteger;
import org.flywaydb.core.Flyway;
import org.springframework.util.FileSystemUtils;

/**
 * A PostgreSQL for each who asks, a server of its own: readers of the event log wait for every open
 * transaction of their server, so that tests side by side on one would wait for each other. The
 * user is {@code postgres}, without password. The servers' folders lie below {@code target} and end
 * with this JVM; they are copies, which cost less than making them anew.
 */
public final class TestDatabase {

  private static final Path FOLDERS = Path.of("target", "test-databases");
  private static final Path OURS =
      FOLDERS.resolve(Long.toString(ProcessHandle.current().pid())).toAbsolutePath();
  private static final AtomicInteger NUMBER = new AtomicInteger();

  private TestDatabase() {}

  /** The JDBC address of a new, empty database. */
  public static String create() {
    return addressOf(start(copyOf(Empty.FOLDER)));
  }

  /** The JDBC address of a new database that has seen every migration. */
  public static String createMigrated() {
    return addressOf(start(copyOf(Migrated.FOLDER)));
  }

  private static final class Empty {

    static final Path FOLDER = made();

    private static Path made() {
      removeWhatEndedJvmsLeft();
      Runtime.getRuntime()
          .addShutdownHook(new Thread(() -> FileSystemUtils.deleteRecursively(OURS.toFile())));
      Path folder = OURS.resolve("empty");
      stop(start(folder));
      return folder;
    }
  }

  private static final class Migrated {

    static final Path FOLDER = made();

    private static Path made() {
      Path folder = copyOf(Empty.FOLDER);
      EmbeddedPostgres server = start(folder);
      Flyway.configure().dataSource(addressOf(server), "postgres", "").load().migrate();
      stop(server);
      return folder;
    }
  }

  private static EmbeddedPostgres start(Path folder) {
    try {
      Files.createDirectories(folder);
      return EmbeddedPostgres.builder()
          .setDataDirectory(folder)
          .setCleanDataDirectory(false)
          .setLocaleConfig("locale", "C")
          .start();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static void stop(EmbeddedPostgres server) {
    try {
      server.close();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static String addressOf(EmbeddedPostgres server) {
    return "jdbc:postgresql://localhost:%d/postgres".formatted(server.getPort());
  }

  private static Path copyOf(Path folder) {
    Path copy = OURS.resolve("copy-" + NUMBER.incrementAndGet());
    try {
      FileSystemUtils.copyRecursively(folder, copy);
      // PostgreSQL refuses a folder that others may read.
      Files.setPosixFilePermissions(copy, PosixFilePermissions.fromString("rwx------"));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    return copy;
  }

  private static void removeWhatEndedJvmsLeft() {
    Path[] left = FOLDERS.toFile().exists() ? folders() : new Path[0];
    for (Path folder : left) {
      long pid = Long.parseLong(folder.getFileName().toString());
      if (ProcessHandle.of(pid).isEmpty()) {
        boolean _ = FileSystemUtils.deleteRecursively(folder.toFile());
      }
    }
  }

  private static Path[] folders() {
    try (var all = Files.list(FOLDERS)) {
      return all.toArray(Path[]::new);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
