package ai.agentbar.testing;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/** A transaction that has written a row and does not end, and another one that waits for it. */
public final class StuckTransaction implements AutoCloseable {

  private static final String WRITE = "update stuck set one = one + 1";

  private final Connection holder;
  private final Connection waiter;

  private StuckTransaction(Connection holder, Connection waiter) {
    this.holder = holder;
    this.waiter = waiter;
  }

  /** On connections of its own, so that the program keeps all of its pool. */
  public static StuckTransaction with(DataSource dataSource) throws SQLException {
    String url;
    try (Connection any = dataSource.getConnection();
        Statement statement = any.createStatement()) {
      url = any.getMetaData().getURL();
      statement.execute("create table stuck as select 1 as one");
    }
    Connection holder = DriverManager.getConnection(url, "postgres", "");
    Connection waiter = DriverManager.getConnection(url, "postgres", "");
    holder.setAutoCommit(false);
    write(holder);
    Thread.ofVirtual().start(() -> await(waiter));
    return new StuckTransaction(holder, waiter);
  }

  private static void await(Connection waiter) {
    try {
      write(waiter);
    } catch (SQLException _) {
      // The holder went first.
    }
  }

  private static void write(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(WRITE);
    }
  }

  @Override
  public void close() throws SQLException {
    holder.rollback();
    try (holder;
        Statement statement = holder.createStatement()) {
      waiter.close();
      statement.execute("drop table stuck");
      holder.commit();
    }
  }
}
