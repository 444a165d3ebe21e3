package ai.agentbar.database;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Where on this machine the data grows: the disk that must not run full. */
@Component
public class DataDisk {

  private final Path folder;

  DataDisk(DatabaseSettings settings) {
    this.folder = existing(settings.folder().toAbsolutePath().normalize());
  }

  /**
   * The data folder; its nearest parent while it does not exist, as where the database is not
   * embedded.
   */
  public Path folder() {
    return folder;
  }

  private static Path existing(Path path) {
    @Nullable Path candidate = path;
    while (candidate != null && !Files.exists(candidate)) {
      candidate = candidate.getParent();
    }
    return candidate == null ? path : candidate;
  }
}
