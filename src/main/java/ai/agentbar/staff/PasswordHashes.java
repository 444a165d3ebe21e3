package ai.agentbar.staff;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.DelegatingPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Service;
import org.springframework.util.function.SingletonSupplier;

/**
 * Hashes passwords with bcrypt; the hash names its method, so another may follow. Argon2id would
 * need BouncyCastle, eight megabytes for one function.
 *
 * <p>A hash costs a core a quarter of a second on purpose, so only {@link #AT_ONCE_MAX} are
 * computed at once: a flood of logins may not take the cores from the notifications.
 */
@Service
class PasswordHashes {

  private static final String METHOD = "bcrypt";
  private static final int AT_ONCE_MAX = 2;
  private static final Duration WAIT_MAX = Duration.ofSeconds(5);

  private final PasswordEncoder encoder;
  private final Semaphore places = new Semaphore(AT_ONCE_MAX);

  /** The hash of what nobody knows; unknown logins are compared with it and take as long. */
  private final Supplier<String> nobodys;

  PasswordHashes(StaffSettings settings) {
    encoder =
        new DelegatingPasswordEncoder(
            METHOD, Map.of(METHOD, new BCryptPasswordEncoder(settings.passwordCost())));
    nobodys = SingletonSupplier.of(() -> encoder.encode(RandomToken.fresh().reveal()));
  }

  String hash(String password) {
    return inPlace(() -> encoder.encode(password));
  }

  boolean matches(String password, String hash) {
    return inPlace(() -> encoder.matches(password, hash));
  }

  /** Takes as long as {@link #matches}, where there is no hash to compare with. */
  void compareWithNobodys(String password) {
    matches(password, nobodys.get());
  }

  private <T> T inPlace(Supplier<T> work) {
    try {
      if (!places.tryAcquire(WAIT_MAX.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new BusyException();
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
    try {
      return work.get();
    } finally {
      places.release();
    }
  }

  /** Too many passwords are being looked at. */
  static final class BusyException extends RuntimeException {}
}
