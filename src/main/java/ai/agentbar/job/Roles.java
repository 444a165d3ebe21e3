package ai.agentbar.job;

import ai.agentbar.event.Origin.Component;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.springframework.stereotype.Service;

/** What this process does. */
@Service
public class Roles {

  private final Set<Role> roles;

  Roles(ProcessSettings settings) {
    roles = EnumSet.noneOf(Role.class);
    settings.roles().stream().map(String::strip).map(Roles::read).forEach(roles::add);
    if (roles.isEmpty()) {
      throw new UnknownRoleException("");
    }
  }

  public boolean include(Role role) {
    return roles.contains(role);
  }

  boolean includeAnyOf(Set<Role> some) {
    return some.stream().anyMatch(roles::contains);
  }

  Set<Role> all() {
    return EnumSet.copyOf(roles);
  }

  /** Whose work the component's is. */
  static Role of(Component component) {
    return switch (component) {
      case API, WEBHOOK -> Role.API;
      case WORKER -> Role.WORKER;
      case SCHEDULER -> Role.SCHEDULER;
      case WATCH -> Role.WATCH;
    };
  }

  private static Role read(String name) {
    return List.of(Role.values()).stream()
        .filter(role -> role.name().equals(name.toUpperCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(() -> new UnknownRoleException(name));
  }
}
