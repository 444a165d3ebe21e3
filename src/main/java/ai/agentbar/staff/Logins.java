package ai.agentbar.staff;

import ai.agentbar.event.EventLog;
import ai.agentbar.kernel.Actor;
import ai.agentbar.kernel.Secret;
import ai.agentbar.staff.Attempts.Attempt;
import ai.agentbar.staff.Attempts.Ruling;
import ai.agentbar.staff.StaffEvent.LoggedIn.Means;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Lets people in by login and password. Whether a login exists shows neither in the answer nor in
 * the time it takes; the password is compared outside any transaction.
 */
@Service
public class Logins {

  private static final Duration BUSY_RETRY_AFTER = Duration.ofSeconds(5);
  private static final String UNKNOWN = "unknown";

  /** What a person typed, and from where. */
  public record Credentials(String login, String password, String address) {

    @Override
    public String toString() {
      return "credentials";
    }

    private Attempt attempt() {
      return new Attempt(LoginName.parse(login).map(LoginName::text).orElse(login), address);
    }
  }

  private record Known(LoginName login, String hash) {}

  private final PersonTable people;
  private final Sessions sessions;
  private final Attempts attempts;
  private final PasswordHashes hashes;
  private final EventLog events;
  private final InstantSource clock;
  private final TransactionTemplate transaction;

  Logins(
      PersonTable people,
      Sessions sessions,
      Attempts attempts,
      PasswordHashes hashes,
      EventLog events,
      InstantSource clock,
      TransactionTemplate transaction) {
    this.people = people;
    this.sessions = sessions;
    this.attempts = attempts;
    this.hashes = hashes;
    this.events = events;
    this.clock = clock;
    this.transaction = transaction;
  }

  public LoginResult login(Credentials given) {
    Optional<LoginName> login = LoginName.parse(given.login()).filter(it -> exists(it));
    Ruling ruling = counted(given, login);
    if (!ruling.allowed()) {
      return new LoginResult.TooMany(ruling.retryAfter());
    }
    try {
      return matching(given, login).flatMap(it -> begin(given, it)).orElseGet(() -> refused(login));
    } catch (PasswordHashes.BusyException _) {
      return new LoginResult.TooMany(BUSY_RETRY_AFTER);
    }
  }

  private boolean exists(LoginName login) {
    return people.find(login).isPresent();
  }

  private Ruling counted(Credentials given, Optional<LoginName> login) {
    return transaction.execute(
        _ -> {
          Ruling ruling = attempts.count(given.attempt());
          if (ruling.first()) {
            events.append(new StaffEvent.LoginFailed(name(login), true));
          }
          return ruling;
        });
  }

  private Optional<Known> matching(Credentials given, Optional<LoginName> login) {
    Optional<Known> known =
        login.flatMap(it -> people.passwordHash(it).map(hash -> new Known(it, hash)));
    if (known.isEmpty()) {
      hashes.compareWithNobodys(given.password());
    }
    return known.filter(it -> hashes.matches(given.password(), it.hash()));
  }

  /** Empty where the password was changed, or the person disabled, in between. */
  private Optional<LoginResult> begin(Credentials given, Known known) {
    return transaction.execute(
        _ -> {
          Instant now = clock.instant();
          if (!people.loggedIn(known.login(), known.hash(), now)) {
            return Optional.empty();
          }
          attempts.succeeded(given.attempt());
          Secret token = sessions.begin(known.login(), now);
          events.append(
              new StaffEvent.LoggedIn(
                  Actor.person(known.login().text()), known.login(), Means.PASSWORD, ""));
          return Optional.of(
              new LoginResult.LoggedIn(people.find(known.login()).orElseThrow(), token));
        });
  }

  private LoginResult refused(Optional<LoginName> login) {
    transaction.executeWithoutResult(
        _ -> events.append(new StaffEvent.LoginFailed(name(login), false)));
    return new LoginResult.Refused();
  }

  private static String name(Optional<LoginName> login) {
    return login.map(LoginName::text).orElse(UNKNOWN);
  }
}
