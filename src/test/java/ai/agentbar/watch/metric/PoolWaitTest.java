package ai.agentbar.watch.metric;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What the timer and the gauge of the pool say, one sample after another. */
class PoolWaitTest {

  private final PoolWait wait = new PoolWait();

  @Test
  void a_single_slow_one_is_in_one_sample_and_gone_in_the_next() {
    assertThat(sample(100, 200, 0)).isEqualTo(2);
    assertThat(sample(101, 1_710, 0)).isEqualTo(1_510);
    assertThat(sample(101, 1_710, 0)).isZero();
    assertThat(sample(111, 1_730, 0)).isEqualTo(2);
  }

  @Test
  void a_slow_one_among_quick_ones_weighs_little() {
    sample(100, 200, 0);
    assertThat(sample(200, 1_900, 0)).isEqualTo(17);
  }

  @Test
  void where_nobody_gets_a_connection_and_somebody_waits_they_wait_longer_than_allowed() {
    sample(100, 200, 0);
    assertThat(sample(100, 200, 7)).isEqualTo((double) Sampled.EVERY.toMillis());
    assertThat(sample(100, 200, 0)).isZero();
  }

  private double sample(long acquired, double waitedMs, double waiting) {
    return wait.averageMs(acquired, waitedMs, waiting, Sampled.EVERY);
  }
}
