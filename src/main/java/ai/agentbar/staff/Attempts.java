package ai.agentbar.staff;

import ai.agentbar.kernel.Network;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import org.springframework.stereotype.Service;

/**
 * Limits guessing, for all nodes together. A try is counted before the password is looked at, so
 * that tries made at once do not slip through, and given back when it succeeds.
 *
 * <p>A login is locked for the network that guessed at it, so that nobody keeps its owner out who
 * sits elsewhere. Only guesses from many networks lock it for everybody, for {@link #WINDOW}; then
 * sessions that stand are not touched, and a one-time link sets a password all the same.
 */
@Service
class Attempts {

  static final Duration WINDOW = Duration.ofMinutes(15);
  static final int TRIES_PER_LOGIN_AND_NETWORK_MAX = 10;
  static final int TRIES_PER_LOGIN_MAX = 100;
  static final int TRIES_PER_NETWORK_MAX = 50;

  /** Who tries to be whom, from where. */
  record Attempt(String login, String address) {

    private String ofLogin() {
      return hashed("login:" + login);
    }

    private String ofLoginFromNetwork() {
      return hashed("login:%s from:%s".formatted(login, network()));
    }

    private String ofNetwork() {
      return hashed("address:" + network());
    }

    private String network() {
      return Network.of(address).text();
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
    Ruling ruling = counted(attempt.ofNetwork(), TRIES_PER_NETWORK_MAX, now);
    if (ruling.allowed()) {
      ruling = counted(attempt.ofLoginFromNetwork(), TRIES_PER_LOGIN_AND_NETWORK_MAX, now);
    }
    // What is turned away here counts no further: one guesser alone never locks the login itself.
    return ruling.allowed() ? counted(attempt.ofLogin(), TRIES_PER_LOGIN_MAX, now) : ruling;
  }

  /** What others guessed at the login meanwhile stays counted. */
  void succeeded(Attempt attempt) {
    table.forget(attempt.ofLoginFromNetwork());
    table.giveBack(attempt.ofLogin());
    table.giveBack(attempt.ofNetwork());
  }

  private Ruling counted(String subject, int max, Instant now) {
    return ruling(table.count(subject, WINDOW, now), max, now);
  }

  static Ruling ruling(AttemptTable.Tries tries, int max, Instant now) {
    return tries.count() <= max
        ? new Ruling(Duration.ZERO, false)
        : new Ruling(
            Duration.between(now, tries.startedAt().plus(WINDOW)).plusSeconds(1),
            tries.count() == max + 1);
  }
}
