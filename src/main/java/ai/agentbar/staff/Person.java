package ai.agentbar.staff;

import ai.agentbar.kernel.Actor;
import ai.agentbar.kernel.Email;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * A person of staff.
 *
 * @param active a person who is not may do nothing, and stays for the audit log's sake
 * @param hasPassword false until the one-time link was used
 * @param email by which an identity provider knows them
 */
public record Person(
    LoginName login,
    DisplayName name,
    StaffLanguage language,
    Set<Role> roles,
    boolean active,
    boolean hasPassword,
    Instant createdAt,
    Optional<Instant> lastLoginAt,
    Optional<Email> email) {

  public Person {
    roles = Set.copyOf(roles);
  }

  public Actor actor() {
    return Actor.person(login.text());
  }

  /** Nothing while the person is disabled. */
  public Set<Right> rights() {
    return active ? Role.rightsOf(roles) : Set.of();
  }
}
