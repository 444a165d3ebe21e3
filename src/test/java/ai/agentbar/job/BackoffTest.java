package ai.agentbar.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How long to wait before the next try. */
class BackoffTest {

  private static final Duration FIRST = Duration.ofSeconds(20);
  private static final Duration LONGEST = Duration.ofMinutes(10);
  private static final RandomGenerator SHORTEST = () -> 0;
  private static final RandomGenerator LONGEST_DRAW = () -> -1L;

  private final Backoff backoff = new Backoff(FIRST, LONGEST, 5);

  @Test
  void the_longest_waits_double_from_the_first_up_to_the_longest_and_stay_there() {
    assertThat(waits(LONGEST_DRAW, 1, 2, 3, 4, 5, 6, 7, 1_000))
        .containsExactly(20L, 40L, 80L, 160L, 320L, 600L, 600L, 600L);
  }

  @Test
  void a_wait_is_never_shortened_by_more_than_half() {
    assertThat(waits(SHORTEST, 1, 2, 3, 6, 1_000)).containsExactly(10L, 20L, 40L, 300L, 300L);
  }

  @Test
  void what_failed_together_does_not_come_back_together() {
    Random random = new Random(20261123);
    List<Duration> waits =
        IntStream.range(0, 1_000).mapToObj(_ -> backoff.after(2, random)).sorted().toList();

    assertThat(waits)
        .allMatch(it -> it.compareTo(FIRST) >= 0 && it.compareTo(FIRST.multipliedBy(2)) <= 0);
    for (int tenth = 0; tenth < 10; tenth++) {
      Duration from = FIRST.plusSeconds(2L * tenth);
      assertThat(waits)
          .filteredOn(it -> it.compareTo(from) >= 0 && it.compareTo(from.plusSeconds(2)) < 0)
          .as("of a thousand, those from %s on", from)
          .hasSizeBetween(60, 140);
    }
  }

  @Test
  void a_try_that_was_never_made_waits_like_the_first() {
    assertThat(waits(LONGEST_DRAW, 0, -1)).containsExactly(20L, 20L);
  }

  @Test
  void it_is_exhausted_with_its_last_attempt_and_not_before() {
    assertThat(backoff.isExhausted(4)).isFalse();
    assertThat(backoff.isExhausted(5)).isTrue();
    assertThat(backoff.isExhausted(6)).isTrue();
  }

  @Test
  void one_that_never_waits_shrinks_or_never_tries_does_not_exist() {
    assertThatThrownBy(() -> new Backoff(Duration.ZERO, LONGEST, 5))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Backoff(FIRST, FIRST.minusMillis(1), 5))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Backoff(FIRST, LONGEST, 0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** In seconds, rounded: the longest draw is a hair below the whole. */
  private List<Long> waits(RandomGenerator random, int... attempts) {
    return IntStream.of(attempts)
        .mapToObj(attempt -> Math.round(backoff.after(attempt, random).toMillis() / 1_000.0))
        .toList();
  }
}
