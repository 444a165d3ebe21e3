package ai.agentbar.staff;

import ai.agentbar.kernel.Email;
import java.util.Optional;
import java.util.Set;

/**
 * Somebody who is to join.
 *
 * @param email by which an identity provider knows them
 */
public record NewPerson(
    LoginName login,
    DisplayName name,
    StaffLanguage language,
    Set<Role> roles,
    Optional<Email> email) {

  public NewPerson(LoginName login, DisplayName name, StaffLanguage language, Set<Role> roles) {
    this(login, name, language, roles, Optional.empty());
  }

  public NewPerson {
    roles = Set.copyOf(roles);
    if (roles.isEmpty()) {
      throw new IllegalArgumentException("a person has at least one role");
    }
  }
}
