package ai.agentbar.web;

import static org.assertj.core.api.Assertions.assertThat;

import ai.agentbar.testing.MovableClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RateLimitTest {

  private static final Instant START = Instant.parse("2026-11-23T03:00:00Z");

  private final MovableClock clock = new MovableClock(START);
  private final RateLimit limit = new RateLimit(60, clock);

  @Test
  void a_minutes_worth_may_come_at_once_and_then_one_a_second() {
    for (int i = 0; i < 60; i++) {
      assertThat(limit.take("a")).as("call %d", i).isZero();
    }
    assertThat(limit.take("a")).isEqualTo(Duration.ofSeconds(1));
    assertThat(limit.take("b")).isZero();

    clock.move(Duration.ofMillis(999));
    assertThat(limit.take("a")).isEqualTo(Duration.ofMillis(1));
    clock.move(Duration.ofMillis(1));
    assertThat(limit.take("a")).isZero();
    assertThat(limit.take("a")).isPositive();
  }

  @Test
  void a_clock_that_is_set_back_locks_nobody_out() {
    clock.move(Duration.ofDays(1));
    limit.take("a");
    clock.move(Duration.ofDays(-1));

    assertThat(limit.take("a")).isZero();
  }

  @Test
  void whoever_is_turned_away_is_not_punished_for_asking() {
    for (int i = 0; i < 1_000; i++) {
      limit.take("a");
    }

    clock.move(Duration.ofMinutes(1));

    for (int i = 0; i < 60; i++) {
      assertThat(limit.take("a")).isZero();
    }
    assertThat(limit.take("a")).isPositive();
  }
}
