package ai.agentbar.job;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The setting {@code agentbar.roles} names a role that does not exist, or none at all. */
class UnknownRoleException extends RuntimeException {

  UnknownRoleException(String name) {
    super(
        "AgentBar does not start: AGENTBAR_ROLES %s; the roles are %s, all of them by default."
            .formatted(
                name.isEmpty() ? "names no role" : "names the unknown role '" + name + "'",
                Arrays.stream(Role.values())
                    .map(role -> role.name().toLowerCase(Locale.ROOT))
                    .collect(Collectors.joining(", "))));
  }
}
