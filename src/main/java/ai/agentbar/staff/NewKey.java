package ai.agentbar.staff;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * A key that is to be made.
 *
 * @param rights any but {@link Right#ADMINISTER}: people and keys are a person's business
 */
public record NewKey(KeyName name, Set<Right> rights, Optional<Instant> expiresAt) {

  public NewKey {
    if (rights.isEmpty() || rights.contains(Right.ADMINISTER)) {
      throw new IllegalArgumentException(
          "a key has one or more of the rights SEE, ACKNOWLEDGE, OPERATE and TUNE");
    }
    Set<Right> all = EnumSet.copyOf(rights);
    // Whoever may change something may look at it.
    all.add(Right.SEE);
    rights = Set.copyOf(all);
  }
}
