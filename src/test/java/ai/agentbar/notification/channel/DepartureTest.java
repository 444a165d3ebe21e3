package ai.agentbar.notification.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.agentbar.notification.SendResult;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class DepartureTest {

  private static final Duration SLEEP = Departure.ASLEEP.plusNanos(1);

  private final AtomicLong nanos = new AtomicLong(77);

  @Test
  void who_is_looked_after_may_leave_however_long_the_way_was() throws Exception {
    Departure departure = departure();

    for (int second = 0; second < 20; second++) {
      pass(Duration.ofSeconds(1));
      departure.awake();
    }

    departure.leave();
    assertThat(departure.broken("cut")).isInstanceOf(SendResult.Unknown.class);
  }

  @Test
  void who_slept_before_the_last_look_does_not_leave() {
    Departure departure = departure();
    pass(SLEEP);

    departure.awake();

    assertThatThrownBy(departure::leave).isInstanceOf(InterruptedIOException.class);
    assertThat(departure.broken("cut")).isInstanceOf(SendResult.Later.class);
  }

  @Test
  void who_slept_after_the_last_look_does_not_leave() {
    Departure departure = departure();
    departure.awake();
    pass(SLEEP);

    assertThatThrownBy(departure::leave).isInstanceOf(InterruptedIOException.class);
    assertThat(departure.broken("cut")).isInstanceOf(SendResult.Later.class);
  }

  @Test
  void a_sleep_in_the_middle_of_a_look_is_not_forgotten() {
    // The clock is read, and then the process stops before anything is done with it.
    Departure departure = new Departure(nanos.get(), () -> nanos.getAndAdd(SLEEP.toNanos()));

    departure.awake();

    assertThatThrownBy(departure::leave).isInstanceOf(InterruptedIOException.class);
  }

  @Test
  void a_sleep_after_the_departure_takes_nothing_back() throws Exception {
    Departure departure = departure();
    departure.leave();
    pass(SLEEP);

    departure.awake();

    assertThat(departure.broken("cut")).isInstanceOf(SendResult.Unknown.class);
  }

  private Departure departure() {
    return new Departure(nanos.get(), nanos::get);
  }

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }
}
