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
import java.util.function.LongSupplier;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The database's clock, so that leases and alert durations mean the same on every node, however
 * wrong a node's own clock is.
 *
 * <p>It is asked once every {@link #ASK_EVERY}, and carried forward by this machine's monotonic
 * clock in between. An answer only says that the server's time was passed at some moment between
 * the question and the answer; so a reading that agrees with it stands, and one that does not gives
 * way to the middle of the two. A node that starves while it asks therefore does not go slow, and
 * its leases do not end early for the others. While the database does not answer, the last reading
 * is carried on. Any thread may call it; one of them asks, the others go on with the reading they
 * have.
 */
final class DatabaseClock implements InstantSource {

  private static final Logger LOG = LoggerFactory.getLogger(DatabaseClock.class);
  private static final Duration ASK_EVERY = Duration.ofSeconds(10);
  private static final int ASK_SECONDS_MAX = 2;

  /**
   * At the start there is no reading to hold an answer against: a slow one is mended by the next.
   */
  private static final int ANSWERS_AT_START = 3;

  private final Server server;
  private final LongSupplier nanos;
  private final ReentrantLock asking = new ReentrantLock();
  private volatile Reading reading;

  DatabaseClock(DataSource dataSource) {
    this(() -> ask(dataSource), System::nanoTime);
  }

  /** A server that tells its time, and this machine's monotonic clock. */
  DatabaseClock(Server server, LongSupplier nanos) {
    this.server = server;
    this.nanos = nanos;
    try {
      reading = answer().middle();
      for (int more = 1; more < ANSWERS_AT_START; more++) {
        reading = answer().correct(reading);
      }
    } catch (SQLException failure) {
      throw new IllegalStateException("the database does not tell the time", failure);
    }
  }

  @Override
  public Instant instant() {
    long now = nanos.getAsLong();
    if (now - reading.readAt() > ASK_EVERY.toNanos() && asking.tryLock()) {
      try {
        reading = answer().correct(reading);
      } catch (SQLException failure) {
        LOG.warn("the database did not tell the time; the last reading is carried on", failure);
        reading = reading.carriedTo(now);
      } finally {
        asking.unlock();
      }
    }
    return reading.at(nanos.getAsLong());
  }

  private Answer answer() throws SQLException {
    long asked = nanos.getAsLong();
    Instant time = server.time();
    return new Answer(time, asked, nanos.getAsLong());
  }

  private static Instant ask(DataSource dataSource) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      statement.setQueryTimeout(ASK_SECONDS_MAX);
      try (ResultSet row = statement.executeQuery("select clock_timestamp()")) {
        row.next();
        return row.getObject(1, OffsetDateTime.class).toInstant();
      }
    }
  }

  /** The database server's clock. */
  interface Server {
    Instant time() throws SQLException;
  }

  /** The server's time at one moment between two readings of the monotonic clock. */
  private record Answer(Instant time, long asked, long answered) {

    Reading correct(Reading earlier) {
      boolean agrees = !earlier.at(asked).isAfter(time) && !earlier.at(answered).isBefore(time);
      return agrees ? earlier.carriedTo(answered) : middle();
    }

    Reading middle() {
      long half = (answered - asked) / 2;
      return new Reading(time.plusNanos(half), answered);
    }
  }

  /** The server's time when this machine's monotonic clock stood at {@code readAt} nanoseconds. */
  private record Reading(Instant time, long readAt) {

    Instant at(long now) {
      return time.plusNanos(now - readAt);
    }

    Reading carriedTo(long now) {
      return new Reading(at(now), now);
    }
  }
}
