package ai.agentbar.staff;

import ai.agentbar.kernel.Actor;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** A machine's key, without what opens anything; its prefix tells it from others. */
public record ApiKey(
    KeyName name,
    String prefix,
    Set<Right> rights,
    Actor createdBy,
    Instant createdAt,
    Optional<Instant> expiresAt,
    Optional<Instant> revokedAt,
    Optional<Instant> lastUsedAt) {

  public ApiKey {
    rights = Set.copyOf(rights);
  }

  public Actor actor() {
    return Actor.key(name.text());
  }
}
