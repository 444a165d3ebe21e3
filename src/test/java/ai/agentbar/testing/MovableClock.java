package ai.agentbar.testing;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that stands still until a test moves it. */
public final class MovableClock implements InstantSource {

  private final AtomicReference<Instant> now;

  public MovableClock(Instant start) {
    now = new AtomicReference<>(start.truncatedTo(ChronoUnit.MICROS));
  }

  @Override
  public Instant instant() {
    return now.get();
  }

  public void move(Duration step) {
    now.updateAndGet(it -> it.plus(step));
  }

  public void set(Instant moment) {
    now.set(moment.truncatedTo(ChronoUnit.MICROS));
  }
}
