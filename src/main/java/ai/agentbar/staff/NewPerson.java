package ai.agentbar.staff;

import java.util.Set;

/** Somebody who is to join. */
public record NewPerson(
    LoginName login, DisplayName name, StaffLanguage language, Set<Role> roles) {

  public NewPerson {
    roles = Set.copyOf(roles);
    if (roles.isEmpty()) {
      throw new IllegalArgumentException("a person has at least one role");
    }
  }
}
