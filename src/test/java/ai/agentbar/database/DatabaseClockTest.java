package ai.agentbar.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import org.junit.jupiter.api.Test;

/**
 * The server's clock and this machine's run at one pace here; only what lies between them differs.
 */
class DatabaseClockTest {

  private static final Instant SERVER_AT_ZERO = Instant.parse("2026-11-25T20:00:00Z");
  private static final Duration PROMPT = Duration.ofMillis(1);
  private static final Duration STARVED = Duration.ofSeconds(6);

  /** What passes on the way back of the answers to come; promptly where nothing else is said. */
  private final Deque<Duration> waysBack = new ArrayDeque<>();

  private Duration passed = Duration.ZERO;
  private Duration serverJumped = Duration.ZERO;
  private boolean silent;

  @Test
  void an_answer_that_was_long_on_its_way_does_not_set_the_clock_back() {
    DatabaseClock clock = clock();
    pass(Duration.ofSeconds(11));
    waysBack.add(STARVED);

    assertThat(clock.instant()).isBetween(serverTime().minusMillis(2), serverTime().plusMillis(2));
  }

  @Test
  void a_slow_first_answer_is_put_right_by_the_next() {
    waysBack.add(STARVED);

    assertThat(clock().instant())
        .isBetween(serverTime().minusMillis(2), serverTime().plusMillis(2));
  }

  @Test
  void a_server_whose_clock_was_set_is_followed() {
    DatabaseClock clock = clock();
    serverJumped = Duration.ofMinutes(3);
    pass(Duration.ofSeconds(11));

    assertThat(clock.instant()).isBetween(serverTime().minusMillis(2), serverTime().plusMillis(2));
  }

  @Test
  void a_server_whose_clock_was_set_is_followed_by_a_slow_answer_to_within_half_its_way() {
    DatabaseClock clock = clock();
    serverJumped = Duration.ofMinutes(3);
    pass(Duration.ofSeconds(11));
    waysBack.add(Duration.ofSeconds(2));

    Instant read = clock.instant();

    assertThat(Duration.between(read, serverTime()).abs())
        .isLessThanOrEqualTo(Duration.ofMillis(1_001));
  }

  @Test
  void a_silent_server_is_carried_on_and_asked_again_ten_seconds_later() {
    DatabaseClock clock = clock();
    silent = true;
    pass(Duration.ofSeconds(11));
    assertThat(clock.instant()).isBetween(serverTime().minusMillis(2), serverTime().plusMillis(2));

    silent = false;
    serverJumped = Duration.ofMinutes(3);
    pass(Duration.ofSeconds(9));
    assertThat(clock.instant()).isBefore(serverTime().minusSeconds(170));
    pass(Duration.ofSeconds(2));

    assertThat(clock.instant()).isBetween(serverTime().minusMillis(2), serverTime().plusMillis(2));
  }

  private DatabaseClock clock() {
    return new DatabaseClock(this::answer, () -> passed.toNanos());
  }

  private Instant answer() throws SQLException {
    if (silent) {
      throw new SQLException("the server is silent");
    }
    Instant time = serverTime();
    Duration wayBack = waysBack.poll();
    pass(wayBack == null ? PROMPT : wayBack);
    return time;
  }

  private Instant serverTime() {
    return SERVER_AT_ZERO.plus(passed).plus(serverJumped);
  }

  private void pass(Duration time) {
    passed = passed.plus(time);
  }
}
