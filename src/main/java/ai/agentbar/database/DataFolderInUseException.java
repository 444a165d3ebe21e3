package ai.agentbar.database;

import java.nio.file.Path;

/** Two processes may not share the folder of one embedded PostgreSQL. */
class DataFolderInUseException extends RuntimeException {

  DataFolderInUseException(Path folder, String holder) {
    super(
        "The data folder %s is in use by process %s.".formatted(folder, holder)
            + " Stop that process, or give this one another folder with AGENTBAR_DB_FOLDER,"
            + " or let both share one PostgreSQL with AGENTBAR_DB_URL.");
  }
}
