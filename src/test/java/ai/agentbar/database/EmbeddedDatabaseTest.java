package ai.agentbar.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedDatabaseTest {

  @Test
  void what_is_committed_is_on_disk_and_there_after_a_restart(@TempDir Path folder)
      throws Exception {
    try (EmbeddedDatabase database = new EmbeddedDatabase(folder)) {
      assertThat(ask(database, "show fsync")).isEqualTo("on");
      assertThat(ask(database, "show synchronous_commit")).isEqualTo("on");
      assertThat(ask(database, "show full_page_writes")).isEqualTo("on");
      assertThat(ask(database, "create table kept (x int); insert into kept values (7)")).isNull();
    }
    try (EmbeddedDatabase database = new EmbeddedDatabase(folder)) {
      assertThat(ask(database, "select x from kept")).isEqualTo("7");
    }
  }

  @Test
  void a_second_owner_of_the_folder_is_told_who_has_it_and_what_to_do(@TempDir Path folder)
      throws Exception {
    try (EmbeddedDatabase first = new EmbeddedDatabase(folder);
        EmbeddedDatabase second = startAfter(first, folder)) {
      assertThatThrownBy(second::url)
          .isInstanceOf(DataFolderInUseException.class)
          .hasMessageContaining(folder.toString())
          .hasMessageContaining(Long.toString(ProcessHandle.current().pid()))
          .hasMessageContaining("AGENTBAR_DB_FOLDER")
          .hasMessageContaining("AGENTBAR_DB_URL");
    }
  }

  private static EmbeddedDatabase startAfter(EmbeddedDatabase first, Path folder) {
    assertThat(first.url()).startsWith("jdbc:postgresql://localhost:");
    return new EmbeddedDatabase(folder);
  }

  @SuppressWarnings("NullAway") // A statement without a row answers null.
  private static String ask(EmbeddedDatabase database, String sql) throws Exception {
    try (Connection connection = DriverManager.getConnection(database.url(), "postgres", "");
        Statement statement = connection.createStatement()) {
      if (!statement.execute(sql)) {
        return null;
      }
      try (ResultSet row = statement.getResultSet()) {
        row.next();
        return row.getString(1);
      }
    }
  }
}
