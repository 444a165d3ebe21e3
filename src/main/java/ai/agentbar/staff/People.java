package ai.agentbar.staff;

import ai.agentbar.event.EventLog;
import ai.agentbar.kernel.Email;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Who works here. People are never deleted, since the audit log names them; they are disabled.
 * Somebody active who may administer and has a password always remains.
 */
@Service
public class People {

  private final PersonTable table;
  private final LinkTable linkTable;
  private final SessionTable sessions;
  private final Links links;
  private final EventLog events;
  private final InstantSource clock;
  private final TransactionTemplate transaction;

  People(
      PersonTable table,
      LinkTable linkTable,
      SessionTable sessions,
      Links links,
      EventLog events,
      InstantSource clock,
      TransactionTemplate transaction) {
    this.table = table;
    this.linkTable = linkTable;
    this.sessions = sessions;
    this.links = links;
    this.events = events;
    this.clock = clock;
    this.transaction = transaction;
  }

  public List<Person> all() {
    return table.all();
  }

  public Optional<Person> find(LoginName login) {
    return table.find(login);
  }

  /** The answer's link is for that person, who sets a password with it. */
  public StaffChange create(NewPerson wanted, Because because) {
    return transaction.execute(
        _ -> {
          table.lock();
          if (table.find(wanted.login()).isPresent()) {
            return new StaffChange.Refused("that login is taken");
          }
          if (table.all().size() >= PersonTable.PERSONS_MAX) {
            return new StaffChange.Refused(
                "there are %d people already".formatted(PersonTable.PERSONS_MAX));
          }
          if (isTaken(wanted.email(), wanted.login())) {
            return new StaffChange.Refused(EMAIL_TAKEN.orElseThrow());
          }
          table.insert(wanted, clock.instant());
          events.append(
              new StaffEvent.PersonCreated(
                  because.actor(), wanted.login(), wanted.roles(), because.reason()));
          return new StaffChange.Linked(
              table.find(wanted.login()).orElseThrow(), links.toSetPassword(wanted.login()));
        });
  }

  public StaffChange changeRoles(LoginName login, Set<Role> roles, Because because) {
    return change(
        login,
        person -> {
          if (roles.isEmpty()) {
            return Optional.of("a person has at least one role");
          }
          boolean administers = Role.rightsOf(roles).contains(Right.ADMINISTER);
          if (!administers && isLastAdministrator(person)) {
            return LAST_ADMINISTRATOR;
          }
          if (!roles.equals(person.roles())) {
            table.setRoles(login, roles);
            events.append(
                new StaffEvent.RolesChanged(
                    because.actor(), login, person.roles(), roles, because.reason()));
          }
          return Optional.empty();
        });
  }

  /** Every session and link of that person ends. */
  public StaffChange disable(LoginName login, Because because) {
    return change(
        login,
        person -> {
          if (isLastAdministrator(person)) {
            return LAST_ADMINISTRATOR;
          }
          setActive(person, false, because);
          sessions.deleteOf(login);
          linkTable.deleteOf(login);
          return Optional.empty();
        });
  }

  public StaffChange enable(LoginName login, Because because) {
    return change(
        login,
        person -> {
          setActive(person, true, because);
          return Optional.empty();
        });
  }

  /** Everywhere, at once; the person may log in again. */
  public StaffChange endSessions(LoginName login, Because because) {
    return change(
        login,
        _ -> {
          int ended = sessions.deleteOf(login);
          if (ended > 0) {
            events.append(
                new StaffEvent.SessionsEnded(because.actor(), login, ended, because.reason()));
          }
          return Optional.empty();
        });
  }

  /** By which an identity provider knows them; nobody else may have the same. */
  public StaffChange changeEmail(LoginName login, Optional<Email> email, Because because) {
    return change(
        login,
        person -> {
          if (isTaken(email, login)) {
            return EMAIL_TAKEN;
          }
          if (!person.email().equals(email)) {
            table.setEmail(login, email);
            events.append(new StaffEvent.EmailChanged(because.actor(), login, because.reason()));
          }
          return Optional.empty();
        });
  }

  /** The old password holds until the link is used. */
  public StaffChange reset(LoginName login, Because because) {
    return transaction.execute(
        _ -> {
          Optional<Person> person = table.find(login);
          if (person.isEmpty()) {
            return new StaffChange.Unknown();
          }
          if (!person.get().active()) {
            return new StaffChange.Refused("that person is disabled");
          }
          events.append(new StaffEvent.PasswordReset(because.actor(), login, because.reason()));
          return new StaffChange.Linked(person.get(), links.toSetPassword(login));
        });
  }

  /** Whom nobody may disable, and who keeps what lets them administer. */
  public boolean isLastAdministrator(LoginName login) {
    return table.find(login).filter(this::isLastAdministrator).isPresent();
  }

  private boolean isTaken(Optional<Email> email, LoginName by) {
    return email.flatMap(table::findByEmail).filter(it -> !it.login().equals(by)).isPresent();
  }

  private static final Optional<String> EMAIL_TAKEN =
      Optional.of("another person has that address");

  private static final Optional<String> LAST_ADMINISTRATOR =
      Optional.of("nobody else is left who may administer");

  /** Carries a change out, or says why it is refused. */
  private interface Change {
    Optional<String> refusal(Person person);
  }

  private StaffChange change(LoginName login, Change change) {
    return transaction.execute(
        _ -> {
          table.lock();
          Optional<Person> person = table.find(login);
          if (person.isEmpty()) {
            return new StaffChange.Unknown();
          }
          Optional<String> refusal = change.refusal(person.get());
          return refusal.isPresent()
              ? new StaffChange.Refused(refusal.get())
              : new StaffChange.Done(table.find(login).orElseThrow());
        });
  }

  private void setActive(Person person, boolean active, Because because) {
    if (person.active() != active) {
      table.setActive(person.login(), active);
      events.append(
          new StaffEvent.ActiveChanged(because.actor(), person.login(), active, because.reason()));
    }
  }

  private boolean isLastAdministrator(Person person) {
    return mayAdminister(person)
        && table.all().stream()
            .noneMatch(it -> !it.login().equals(person.login()) && mayAdminister(it));
  }

  private static boolean mayAdminister(Person person) {
    return person.hasPassword() && person.rights().contains(Right.ADMINISTER);
  }
}
