package ai.agentbar.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The database's clock, so that leases and alert durations mean the same on every node, however
 * wrong a node's own clock is.
 *
 * <p>It is asked once every {@link #ASK_EVERY}, and carried forward by this machine's monotonic
 * clock in between. While the database does not answer, the last reading is carried on. Any thread
 * may call it; one of them asks, the others go on with the reading they have.
 */
final class DatabaseClock implements InstantSource {

  private static final Logger LOG = LoggerFactory.getLogger(DatabaseClock.class);
  private static final Duration ASK_EVERY = Duration.ofSeconds(10);
  private static final int ASK_SECONDS_MAX = 2;

  private final DataSource dataSource;
  private final ReentrantLock asking = new ReentrantLock();
  private volatile Reading reading;

  DatabaseClock(DataSource dataSource) {
    this.dataSource = dataSource;
    try {
      reading = ask();
    } catch (SQLException failure) {
      throw new IllegalStateException("the database does not tell the time", failure);
    }
  }

  @Override
  public Instant instant() {
    if (reading.age().compareTo(ASK_EVERY) > 0 && asking.tryLock()) {
      try {
        reading = ask();
      } catch (SQLException failure) {
        LOG.warn("the database did not tell the time; the last reading is carried on", failure);
        reading = new Reading(reading.now(), System.nanoTime());
      } finally {
        asking.unlock();
      }
    }
    return reading.now();
  }

  private Reading ask() throws SQLException {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      statement.setQueryTimeout(ASK_SECONDS_MAX);
      try (ResultSet row = statement.executeQuery("select clock_timestamp()")) {
        row.next();
        return new Reading(row.getObject(1, OffsetDateTime.class).toInstant(), System.nanoTime());
      }
    }
  }

  private record Reading(Instant at, long nanos) {

    Duration age() {
      return Duration.ofNanos(System.nanoTime() - nanos);
    }

    Instant now() {
      return at.plus(age());
    }
  }
}
