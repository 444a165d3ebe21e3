package ai.agentbar.staff;

import ai.agentbar.event.EventLog;
import ai.agentbar.kernel.Actor;
import ai.agentbar.kernel.Email;
import ai.agentbar.kernel.Secret;
import ai.agentbar.staff.StaffEvent.LoggedIn.Means;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Lets people in for whom an identity provider vouches. The session is the same as after a
 * password. Nobody joins that way: whom we do not know stays outside.
 */
@Service
public class ProviderLogins {

  /** By what the provider names a person, proven by its signature. */
  public sealed interface Identity {

    /** An address that the provider says it has verified. */
    record ByEmail(Email email) implements Identity {}

    record ByLogin(LoginName login) implements Identity {}
  }

  private static final String UNKNOWN = "unknown";

  private final PersonTable people;
  private final Sessions sessions;
  private final EventLog events;
  private final InstantSource clock;
  private final TransactionTemplate transaction;

  ProviderLogins(
      PersonTable people,
      Sessions sessions,
      EventLog events,
      InstantSource clock,
      TransactionTemplate transaction) {
    this.people = people;
    this.sessions = sessions;
    this.events = events;
    this.clock = clock;
    this.transaction = transaction;
  }

  /** In, or refused; the provider counts tries, so there are never too many. */
  public LoginResult login(Identity identity) {
    return transaction.execute(
        _ -> {
          Optional<Person> person = find(identity);
          return person.flatMap(this::begin).orElseGet(() -> refused(person));
        });
  }

  /** The provider vouches for somebody, but not by anything that can name a person here. */
  public LoginResult refuse() {
    return transaction.execute(_ -> refused(Optional.empty()));
  }

  private Optional<Person> find(Identity identity) {
    return switch (identity) {
      case Identity.ByEmail(Email email) -> people.findByEmail(email);
      case Identity.ByLogin(LoginName login) -> people.find(login);
    };
  }

  /** Empty where the person is disabled. */
  private Optional<LoginResult> begin(Person person) {
    Instant now = clock.instant();
    LoginName login = person.login();
    if (!people.loggedIn(login, now)) {
      return Optional.empty();
    }
    Secret token = sessions.begin(login, now);
    events.append(new StaffEvent.LoggedIn(Actor.person(login.text()), login, Means.PROVIDER, ""));
    return Optional.of(new LoginResult.LoggedIn(people.find(login).orElseThrow(), token));
  }

  private LoginResult refused(Optional<Person> person) {
    events.append(
        new StaffEvent.LoginFailed(person.map(it -> it.login().text()).orElse(UNKNOWN), false));
    return new LoginResult.Refused();
  }
}
