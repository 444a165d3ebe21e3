package ai.agentbar.database;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The folder of the embedded PostgreSQL, held by one process at a time.
 *
 * <p>The operating system drops the lock when its holder dies, however it dies. A PostgreSQL that
 * outlived its AgentBar (after {@code kill -9}) is stopped by the next one that takes the folder.
 */
final class DataFolder implements AutoCloseable {

  private static final String LOCK_FILE = "agentbar.lock";
  private static final String POSTGRES_FOLDER = "postgresql";
  private static final int PID_FILE_START_LINE = 2;
  private static final Duration SAME_START = Duration.ofSeconds(30);
  private static final Duration ORPHAN_STOP_MAX = Duration.ofSeconds(10);

  private final Path folder;
  private final FileChannel channel;

  private DataFolder(Path folder, FileChannel channel) {
    this.folder = folder;
    this.channel = channel;
  }

  /**
   * Takes the folder, creating it where it does not exist, and stops an orphaned PostgreSQL in it.
   *
   * @throws DataFolderInUseException while another process holds it
   */
  static DataFolder take(Path path) throws IOException {
    Path folder = path.toAbsolutePath().normalize();
    Files.createDirectories(folder);
    FileChannel channel =
        FileChannel.open(
            folder.resolve(LOCK_FILE),
            StandardOpenOption.CREATE,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE);
    if (lock(channel) == null) {
      String holder = Files.readString(folder.resolve(LOCK_FILE)).strip();
      channel.close();
      throw new DataFolderInUseException(folder, holder);
    }
    channel.truncate(0);
    channel.write(
        ByteBuffer.wrap(
            Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)));
    DataFolder taken = new DataFolder(folder, channel);
    taken.stopOrphan();
    return taken;
  }

  Path postgres() {
    return folder.resolve(POSTGRES_FOLDER);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  private static @Nullable FileLock lock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException _) {
      return null;
    }
  }

  private void stopOrphan() throws IOException {
    Optional<ProcessHandle> orphan = orphan();
    if (orphan.isEmpty()) {
      return;
    }
    // SIGTERM is PostgreSQL's smart shutdown: its clients died with their process, so it ends soon.
    orphan.get().destroy();
    if (!ended(orphan.get())) {
      // Its write-ahead log is on disk; the next start replays it.
      orphan.get().destroyForcibly();
      if (!ended(orphan.get())) {
        throw new IOException(
            "the PostgreSQL with process id %d still holds %s and does not stop; end it by hand"
                .formatted(orphan.get().pid(), postgres()));
      }
    }
  }

  /**
   * The process that PostgreSQL's own pid file names, if it is still that one: the same number may
   * by now belong to another PostgreSQL, which was started at another time.
   */
  private Optional<ProcessHandle> orphan() throws IOException {
    Path pidFile = postgres().resolve("postmaster.pid");
    List<String> lines = Files.exists(pidFile) ? Files.readAllLines(pidFile) : List.of();
    if (lines.size() <= PID_FILE_START_LINE) {
      return Optional.empty();
    }
    Instant startedAt =
        Instant.ofEpochSecond(Long.parseLong(lines.get(PID_FILE_START_LINE).strip()));
    return ProcessHandle.of(Long.parseLong(lines.getFirst().strip()))
        .filter(it -> it.info().command().filter(name -> name.endsWith("postgres")).isPresent())
        .filter(
            it ->
                it.info()
                    .startInstant()
                    .filter(at -> Duration.between(at, startedAt).abs().compareTo(SAME_START) < 0)
                    .isPresent());
  }

  private static boolean ended(ProcessHandle process) {
    try {
      process.onExit().get(ORPHAN_STOP_MAX.toSeconds(), TimeUnit.SECONDS);
      return true;
    } catch (TimeoutException | ExecutionException _) {
      return !process.isAlive();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return !process.isAlive();
    }
  }
}
