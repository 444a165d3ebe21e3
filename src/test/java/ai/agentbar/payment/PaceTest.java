package ai.agentbar.payment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PaceTest {

  @Test
  void the_pace_spreads_calls_evenly_and_does_not_save_up_for_a_burst() {
    AtomicLong nanos = new AtomicLong(-5);
    Pace pace = new Pace(10, nanos::get);
    List<Long> waits = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      waits.add(TimeUnit.NANOSECONDS.toMillis(pace.reserve()));
    }
    assertThat(waits).containsExactly(0L, 100L, 200L, 300L);

    nanos.addAndGet(TimeUnit.HOURS.toNanos(1));
    assertThat(pace.reserve()).isZero();
    assertThat(TimeUnit.NANOSECONDS.toMillis(pace.reserve())).isEqualTo(100);
  }
}
