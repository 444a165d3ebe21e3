package ai.agentbar.staff;

import ai.agentbar.event.Audited;
import ai.agentbar.event.Event;
import ai.agentbar.event.EventType;
import ai.agentbar.kernel.Actor;
import java.util.Set;

/** What this room tells. No event carries a password, a token, or what was typed as a login. */
sealed interface StaffEvent extends Event {

  @Override
  default EventType type() {
    return EventType.STAFF_CHANGED;
  }

  /** A change to a person. */
  sealed interface OfPerson extends StaffEvent, Audited {

    LoginName login();

    @Override
    default String subject() {
      return "person " + login();
    }
  }

  /** A change to a key. */
  sealed interface OfKey extends StaffEvent, Audited {

    KeyName key();

    @Override
    default String subject() {
      return "key " + key();
    }
  }

  record PersonCreated(Actor actor, LoginName login, Set<Role> roles, String reason)
      implements OfPerson {

    @Override
    public String name() {
      return "PERSON_CREATED";
    }

    @Override
    public String message() {
      return "%s joined as %s".formatted(login, roles);
    }
  }

  record RolesChanged(Actor actor, LoginName login, Set<Role> from, Set<Role> to, String reason)
      implements OfPerson {

    @Override
    public String name() {
      return "ROLES_CHANGED";
    }

    @Override
    public String message() {
      return "%s was %s and is %s".formatted(login, from, to);
    }
  }

  record ActiveChanged(Actor actor, LoginName login, boolean active, String reason)
      implements OfPerson {

    @Override
    public String name() {
      return active ? "PERSON_ENABLED" : "PERSON_DISABLED";
    }

    @Override
    public String message() {
      return "%s was %s".formatted(login, active ? "enabled" : "disabled");
    }
  }

  /** A one-time link was made with which that person sets a new password. */
  record PasswordReset(Actor actor, LoginName login, String reason) implements OfPerson {

    @Override
    public String name() {
      return "PASSWORD_RESET";
    }

    @Override
    public String message() {
      return "%s was given a link to set a password".formatted(login);
    }
  }

  record PasswordChanged(Actor actor, LoginName login, String reason) implements OfPerson {

    @Override
    public String name() {
      return "PASSWORD_CHANGED";
    }

    @Override
    public String message() {
      return "%s set a password, and every session of that person ended".formatted(login);
    }
  }

  record EmailChanged(Actor actor, LoginName login, String reason) implements OfPerson {

    @Override
    public String name() {
      return "EMAIL_CHANGED";
    }

    @Override
    public String message() {
      return "The address by which a provider knows %s was changed".formatted(login);
    }
  }

  record SessionsEnded(Actor actor, LoginName login, int count, String reason) implements OfPerson {

    @Override
    public String name() {
      return "SESSIONS_ENDED";
    }

    @Override
    public String message() {
      return "%d sessions of %s were ended".formatted(count, login);
    }
  }

  record LoggedIn(Actor actor, LoginName login, Means by, String reason) implements OfPerson {

    /** Who vouched for the person. */
    enum Means {
      PASSWORD,
      PROVIDER
    }

    @Override
    public String name() {
      return "LOGGED_IN";
    }

    @Override
    public String message() {
      return by == Means.PASSWORD
          ? "%s logged in".formatted(login)
          : "%s logged in by the identity provider".formatted(login);
    }
  }

  record KeyCreated(Actor actor, KeyName key, Set<Right> rights, String reason) implements OfKey {

    @Override
    public String name() {
      return "KEY_CREATED";
    }

    @Override
    public String message() {
      return "Key %s was made with the rights %s".formatted(key, rights);
    }
  }

  record KeyRevoked(Actor actor, KeyName key, String reason) implements OfKey {

    @Override
    public String name() {
      return "KEY_REVOKED";
    }

    @Override
    public String message() {
      return "Key %s was revoked".formatted(key);
    }
  }

  record LoggedOut(LoginName login) implements StaffEvent {

    @Override
    public String name() {
      return "LOGGED_OUT";
    }

    @Override
    public String message() {
      return "%s logged out".formatted(login);
    }
  }

  /**
   * Somebody was not let in.
   *
   * @param login whom somebody tried to be, {@code unknown} where there is no such person: what was
   *     typed there may be a password
   * @param limited no more tries are looked at for a while
   */
  record LoginFailed(String login, boolean limited) implements StaffEvent {

    @Override
    public String name() {
      return limited ? "LOGIN_LIMITED" : "LOGIN_FAILED";
    }

    @Override
    public Level level() {
      return Level.WARN;
    }

    @Override
    public String message() {
      return limited
          ? "Too many failed logins for %s; further ones are turned away".formatted(login)
          : "A login as %s failed".formatted(login);
    }
  }
}
