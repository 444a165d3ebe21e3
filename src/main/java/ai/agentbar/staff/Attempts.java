package ai.agentbar.staff;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import org.springframework.stereotype.Service;

/**
 * Limits guessing, for all nodes together. A try is counted before the password is looked at, so
 * that tries made at once do not slip through, and given back when it succeeds.
 *
 * <p>Somebody who fails on purpose can lock a login for {@link #WINDOW}; sessions that stand are
 * not touched, and a one-time link sets a password all the same.
 */
@Service
class Attempts {

  static final Duration WINDOW = Duration.ofMinutes(15);
  static final int TRIES_PER_LOGIN_MAX = 10;
  static final int TRIES_PER_ADDRESS_MAX = 50;

  /** Who tries to be whom, from where. */
  record Attempt(String login, String address) {

    private String ofLogin() {
      return hashed("login:" + login);
    }

    private String ofAddress() {
      return hashed("address:" + address);
    }

    /** People type passwords into the wrong field. */
    private static String hashed(String subject) {
      return HexFormat.of().formatHex(RandomToken.hash(subject));
    }
  }

  /**
   * @param retryAfter zero while it may be tried
   * @param first this is the try that went over the limit
   */
  record Ruling(Duration retryAfter, boolean first) {

    boolean allowed() {
      return retryAfter.isZero();
    }
  }

  private final AttemptTable table;
  private final InstantSource clock;

  Attempts(AttemptTable table, InstantSource clock) {
    this.table = table;
    this.clock = clock;
  }

  Ruling count(Attempt attempt) {
    Instant now = clock.instant();
    Ruling byAddress =
        ruling(table.count(attempt.ofAddress(), WINDOW, now), TRIES_PER_ADDRESS_MAX, now);
    return byAddress.allowed()
        ? ruling(table.count(attempt.ofLogin(), WINDOW, now), TRIES_PER_LOGIN_MAX, now)
        : byAddress;
  }

  void succeeded(Attempt attempt) {
    table.forget(attempt.ofLogin());
    table.giveBack(attempt.ofAddress());
  }

  static Ruling ruling(AttemptTable.Tries tries, int max, Instant now) {
    return tries.count() <= max
        ? new Ruling(Duration.ZERO, false)
        : new Ruling(
            Duration.between(now, tries.startedAt().plus(WINDOW)).plusSeconds(1),
            tries.count() == max + 1);
  }
}
