package ai.agentbar.installation;

import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Whether what the database calls stored survives a power cut. */
@Component
@Order(150)
class DatabaseCheck implements SetupCheck {

  private static final String OFF = "off";

  /** The server's own words. */
  record Durability(String version, String fsync, String fullPages, String commit) {}

  private final JdbcClient jdbc;

  DatabaseCheck(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public String id() {
    return "database";
  }

  @Override
  public List<String> settings() {
    return List.of("AGENTBAR_DB_URL", "AGENTBAR_DB_FOLDER");
  }

  @Override
  public Found look() {
    return judge(
        jdbc.sql(
                """
                select current_setting('server_version')     as version,
                       current_setting('fsync')              as fsync,
                       current_setting('full_page_writes')   as full_pages,
                       current_setting('synchronous_commit') as commit
                limit 1
                """)
            .query(
                (row, _) ->
                    new Durability(
                        row.getString("version"),
                        row.getString("fsync"),
                        row.getString("full_pages"),
                        row.getString("commit")))
            .single());
  }

  static Found judge(Durability it) {
    boolean durable =
        !it.fsync().equals(OFF) && !it.fullPages().equals(OFF) && !it.commit().equals(OFF);
    String words =
        "PostgreSQL %s, fsync %s, full_page_writes %s, synchronous_commit %s"
            .formatted(it.version(), it.fsync(), it.fullPages(), it.commit());
    return durable
        ? Found.good(words, words)
        : Found.bad(
            words + ": pembayaran yang sudah dijawab 200 bisa hilang saat listrik padam",
            words + ": a payment that was answered 200 may be lost in a power cut");
  }
}
