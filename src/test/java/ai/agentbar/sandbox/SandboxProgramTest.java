package ai.agentbar.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ai.agentbar.sandbox.program.Interference;
import ai.agentbar.testing.TestDatabase;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.metrics.IMetricsTracker;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Objects;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postgresql.PGConnection;
import org.springframework.boot.jdbc.DataSourceUnwrapper;

/** A slow database and a frozen worker, on a real pool over a real PostgreSQL. */
class SandboxProgramTest {

  private static Rig rig;

  private final Interference interference = new Interference();
  private HikariDataSource pool;
  private DataSource wrapped;

  @BeforeAll
  static void startSandbox() {
    rig = new Rig(new MovableClock());
  }

  @AfterAll
  static void stopSandbox() {
    rig.close();
  }

  @BeforeEach
  void start() {
    rig.calm();
    pool = new HikariDataSource();
    pool.setJdbcUrl(TestDatabase.create());
    pool.setUsername("postgres");
    pool.setMaximumPoolSize(2);
    wrapped = (DataSource) interference.postProcessAfterInitialization(pool, "dataSource");
    interference.obey(rig.sandbox().switches());
  }

  @AfterEach
  void stop() {
    interference.close();
    pool.close();
  }

  @Test
  void the_wrapper_is_still_the_pool_to_whoever_looks_for_it() throws SQLException {
    assertThat(wrapped).isInstanceOf(HikariDataSource.class).isNotSameAs(pool);
    // What metrics are bound to.
    HikariDataSource found =
        Objects.requireNonNull(DataSourceUnwrapper.unwrap(wrapped, HikariDataSource.class));
    found.setMetricsTrackerFactory((_, _) -> new IMetricsTracker() {});
    assertThat(pool.getMetricsTrackerFactory()).isNotNull();
    assertThat(wrapped.unwrap(DataSource.class)).isNotNull();
    assertThat(((HikariDataSource) wrapped).getMaximumPoolSize()).isEqualTo(2);
  }

  @Test
  void nothing_but_data_sources_is_wrapped() {
    Object other = new Object();
    assertThat(interference.postProcessAfterInitialization(other, "other")).isSameAs(other);
  }

  @Test
  void while_no_switch_is_on_a_connection_is_the_pools_own() throws SQLException {
    try (Connection connection = wrapped.getConnection()) {
      assertThat(connection.getClass().getName()).startsWith("com.zaxxer.hikari");
    }
  }

  @Test
  void each_connection_and_each_execution_takes_longer_and_works() throws SQLException {
    rig.faults("{\"database_slow_ms\": 60}");
    long begun = System.nanoTime();
    try (Connection connection = wrapped.getConnection();
        Statement statement = connection.createStatement();
        PreparedStatement prepared = connection.prepareStatement("select 7 as seven")) {
      assertThat(connection.unwrap(PGConnection.class)).isNotNull();
      statement.execute("select 1");
      try (var rows = prepared.executeQuery()) {
        assertThat(rows.next()).isTrue();
        assertThat(rows.getInt("seven")).isEqualTo(7);
      }
      assertThat(elapsed(begun)).isGreaterThan(Duration.ofMillis(170));
      rig.faults("{\"database_slow_ms\": 0}");
      // With the switch on none could; any single one may have to wait for the processor.
      await()
          .pollInSameThread()
          .until(() -> timeOf(statement).compareTo(Duration.ofMillis(60)) < 0);
    }
  }

  @Test
  void an_error_of_the_database_comes_through_as_it_is() throws SQLException {
    rig.faults("{\"database_slow_ms\": 1}");
    try (Connection connection = wrapped.getConnection();
        Statement statement = connection.createStatement()) {
      assertThatThrownBy(() -> statement.execute("nonsense"))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("syntax error");
    }
  }

  @Test
  void a_frozen_worker_goes_on_when_the_switch_is_off_and_the_watch_never_stops() {
    rig.faults("{\"worker_frozen\": true}");
    Thread worker = asking("worker-inbox");
    Thread watch = asking("watch-metric-fold");
    await().until(() -> !watch.isAlive());
    await().until(() -> worker.getState() == Thread.State.TIMED_WAITING);
    assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isZero();
    rig.faults("{\"worker_frozen\": false}");
    await().until(() -> !worker.isAlive());
  }

  @Test
  void a_frozen_worker_is_let_go_when_the_program_stops() {
    rig.faults("{\"worker_frozen\": true}");
    Thread worker = asking("worker-outbox-email");
    await().until(() -> worker.getState() == Thread.State.TIMED_WAITING);
    interference.close();
    await().until(() -> !worker.isAlive());
  }

  @Test
  void a_frozen_worker_that_is_started_anew_is_frozen_no_more() {
    rig.faults("{\"worker_frozen\": true}");
    Thread hanging =
        Thread.ofVirtual()
            .name("worker-inbox")
            .start(
                () -> {
                  try {
                    wrapped.getConnection().close();
                  } catch (SQLException _) {
                    // Interrupted on its way to the database, as it may be.
                  }
                });
    await().until(() -> hanging.getState() == Thread.State.TIMED_WAITING);
    hanging.interrupt();
    await().until(() -> !hanging.isAlive());
    Thread anew = asking("worker-inbox");
    await().until(() -> !anew.isAlive());
  }

  @ParameterizedTest
  @CsvSource({
    "worker-inbox, true",
    "work-inbox, false",
    "work-metric-fold, false",
    "scheduler-1, false",
    "tomcat-handler-7, false"
  })
  void the_name_of_a_thread_says_whether_it_freezes(String name, boolean freezes) {
    rig.faults("{\"worker_frozen\": true}");
    Thread thread = asking(name);
    await()
        .until(() -> freezes ? thread.getState() == Thread.State.TIMED_WAITING : !thread.isAlive());
  }

  /** Takes a connection on a thread of that name and ends. */
  private Thread asking(String name) {
    return Thread.ofVirtual()
        .name(name)
        .start(
            () -> {
              try (Connection connection = wrapped.getConnection()) {
                assertThat(connection.isValid(1)).isTrue();
              } catch (SQLException e) {
                throw new IllegalStateException(e);
              }
            });
  }

  private static Duration timeOf(Statement statement) throws SQLException {
    long begun = System.nanoTime();
    statement.execute("select 1");
    return elapsed(begun);
  }

  private static Duration elapsed(long begun) {
    return Duration.ofNanos(System.nanoTime() - begun);
  }
}
