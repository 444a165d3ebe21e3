package ai.agentbar.notification;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.StateTransition;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Rests a channel of this process while nearly every try fails, so that a dead provider does not
 * burn the attempts of all messages that wait for it.
 *
 * <p>What counts is a try nobody answered. A provider that refuses one message, or says itself when
 * to come again, is alive.
 */
final class Breaker {

  static final Duration REST = Duration.ofSeconds(15);

  /** High, since a provider that takes every second message is worth trying. */
  private static final float FAILED_PERCENT = 80;

  private static final int CALLS_MIN = 10;
  private static final int CALLS_WINDOW = 50;
  private static final int PROBES = 3;

  private final CircuitBreaker breaker;

  /**
   * @param changed called outside of any transaction: true when it opened, false when it closed
   */
  Breaker(ChannelName channel, InstantSource clock, Consumer<Boolean> changed) {
    breaker =
        CircuitBreaker.of(
            "notification-" + channel,
            CircuitBreakerConfig.custom()
                .clock(clock.withZone(ZoneOffset.UTC))
                .failureRateThreshold(FAILED_PERCENT)
                .minimumNumberOfCalls(CALLS_MIN)
                .slidingWindowSize(CALLS_WINDOW)
                .permittedNumberOfCallsInHalfOpenState(PROBES)
                .waitDurationInOpenState(REST)
                .build());
    breaker
        .getEventPublisher()
        .onStateTransition(
            it -> {
              if (it.getStateTransition() == StateTransition.CLOSED_TO_OPEN) {
                changed.accept(true);
              } else if (it.getStateTransition().getToState() == State.CLOSED) {
                changed.accept(false);
              }
            });
  }

  /** How many tries may start now, up to that many; each is to be ended by one of the others. */
  int acquire(int tries) {
    int acquired = 0;
    while (acquired < tries && breaker.tryAcquirePermission()) {
      acquired++;
    }
    return acquired;
  }

  /** Tries that were acquired and did not take place. */
  void release(int tries) {
    for (int i = 0; i < tries; i++) {
      breaker.releasePermission();
    }
  }

  void tried(SendResult result) {
    switch (result) {
      case SendResult.Unknown(String reason) -> failed(reason);
      case SendResult.Away(String reason) -> failed(reason);
      case SendResult.Later(String reason, var after) -> {
        if (after.isEmpty()) {
          failed(reason);
        } else {
          answered();
        }
      }
      case SendResult.Accepted _, SendResult.Refused _, SendResult.Busy _, SendResult.Halted _ ->
          answered();
    }
  }

  private void answered() {
    breaker.onSuccess(0, TimeUnit.NANOSECONDS);
  }

  private void failed(String reason) {
    breaker.onError(0, TimeUnit.NANOSECONDS, new UnansweredException(reason));
  }

  /** Never thrown; what a try without an answer is for the breaker. */
  private static final class UnansweredException extends RuntimeException {
    UnansweredException(String reason) {
      super(reason, null, false, false);
    }
  }
}
