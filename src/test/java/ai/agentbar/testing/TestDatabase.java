package ai.agentbar.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import org.flywaydb.core.Flyway;

/**
 * One PostgreSQL for all tests of this JVM, and in it a database for each who asks; its user is
 * {@code postgres}, without password.
 */
public final class TestDatabase {

  /** Every program of the tests has a pool of its own, and they all stay until the end. */
  private static final String CONNECTIONS_MAX = "1000";

  private static final AtomicInteger NUMBER = new AtomicInteger();

  private TestDatabase() {}

  /** The JDBC address of a new, empty database. */
  public static String create() {
    return create("template1");
  }

  /** The JDBC address of a new database that has seen every migration: a copy costs less. */
  public static String createMigrated() {
    return create(Template.NAME);
  }

  private static String create(String template) {
    String name = "test_" + NUMBER.incrementAndGet();
    try (Connection connection = Server.POSTGRES.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("create database %s template %s".formatted(name, template));
    } catch (SQLException failure) {
      throw new IllegalStateException("no database for the test", failure);
    }
    return "jdbc:postgresql://localhost:%d/%s".formatted(Server.POSTGRES.getPort(), name);
  }

  private static final class Template {

    static final String NAME = migrated();

    private static String migrated() {
      String url = create();
      Flyway.configure().dataSource(url, "postgres", "").load().migrate();
      return url.substring(url.lastIndexOf('/') + 1);
    }
  }

  private static final class Server {

    static final EmbeddedPostgres POSTGRES = start();

    private static EmbeddedPostgres start() {
      try {
        return EmbeddedPostgres.builder()
            .setLocaleConfig("locale", "C")
            .setServerConfig("max_connections", CONNECTIONS_MAX)
            .start();
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
    }
  }
}
