package ai.agentbar.staff;

import ai.agentbar.event.EventLog;
import ai.agentbar.kernel.Actor;
import ai.agentbar.staff.Attempts.Attempt;
import ai.agentbar.staff.Attempts.Ruling;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Sets passwords: by a one-time link, or by the person who knows the old one. Every session of that
 * person ends with the old password.
 */
@Service
public class Passwords {

  /** A person who wants another password, and the one they have. */
  public record Exchange(LoginName login, String before, String after, String address) {

    @Override
    public String toString() {
      return "a change of the password of " + login;
    }
  }

  private final PersonTable people;
  private final LinkTable links;
  private final SessionTable sessions;
  private final Attempts attempts;
  private final PasswordHashes hashes;
  private final EventLog events;
  private final InstantSource clock;
  private final TransactionTemplate transaction;

  Passwords(
      PersonTable people,
      LinkTable links,
      SessionTable sessions,
      Attempts attempts,
      PasswordHashes hashes,
      EventLog events,
      InstantSource clock,
      TransactionTemplate transaction) {
    this.people = people;
    this.links = links;
    this.sessions = sessions;
    this.attempts = attempts;
    this.hashes = hashes;
    this.events = events;
    this.clock = clock;
    this.transaction = transaction;
  }

  /** Guessing the old one is limited like a login. */
  public PasswordChange exchange(Exchange wanted) {
    Set<Weakness> weak = PasswordPolicy.weaknesses(wanted.after(), wanted.login());
    if (!weak.isEmpty()) {
      return new PasswordChange.Weak(weak);
    }
    Attempt attempt = new Attempt(wanted.login().text(), wanted.address());
    Ruling ruling = transaction.execute(_ -> attempts.count(attempt));
    if (!ruling.allowed()) {
      return new PasswordChange.TooMany(ruling.retryAfter());
    }
    Optional<String> before = people.passwordHash(wanted.login());
    if (before.filter(it -> hashes.matches(wanted.before(), it)).isEmpty()) {
      return new PasswordChange.Wrong();
    }
    String after = hashes.hash(wanted.after());
    transaction.executeWithoutResult(
        _ -> {
          attempts.succeeded(attempt);
          set(wanted.login(), after);
        });
    return new PasswordChange.Done(wanted.login());
  }

  /** Whose password the link sets, while it may be used. */
  public Optional<LoginName> ofLink(String token) {
    return links.find(RandomToken.hash(token), clock.instant());
  }

  /** A weak password leaves the link as it is. */
  public PasswordChange setByLink(String token, String password) {
    Optional<LoginName> login = ofLink(token);
    if (login.isEmpty()) {
      return new PasswordChange.LinkGone();
    }
    Set<Weakness> weak = PasswordPolicy.weaknesses(password, login.get());
    if (!weak.isEmpty()) {
      return new PasswordChange.Weak(weak);
    }
    String hash = hashes.hash(password);
    return transaction.execute(
        _ -> {
          if (!links.use(RandomToken.hash(token))) {
            return new PasswordChange.LinkGone();
          }
          set(login.get(), hash);
          return new PasswordChange.Done(login.get());
        });
  }

  private void set(LoginName login, String hash) {
    people.setPassword(login, hash);
    links.deleteOf(login);
    sessions.deleteOf(login);
    events.append(new StaffEvent.PasswordChanged(Actor.person(login.text()), login, ""));
  }
}
