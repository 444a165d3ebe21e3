package ai.agentbar.web;

import ai.agentbar.kernel.Actor;
import ai.agentbar.staff.Right;
import java.util.Optional;
import java.util.Set;
import org.springframework.security.core.context.SecurityContextHolder;

/** Who sent the request that is being answered: a person, a key, or the demo's person. */
public final class CurrentActor {

  private CurrentActor() {}

  /**
   * Who it is.
   *
   * @throws IllegalStateException where nobody proved who they are; an endpoint that changes
   *     something must not have been reached then
   */
  public static Actor get() {
    return proof()
        .map(StaffProof::actor)
        .orElseThrow(() -> new IllegalStateException("nobody is logged in"));
  }

  /** What they may do; nothing where nobody proved who they are. For what a page offers. */
  public static Set<Right> rights() {
    return proof().map(StaffProof::rights).orElse(Set.of());
  }

  private static Optional<StaffProof> proof() {
    return SecurityContextHolder.getContext().getAuthentication() instanceof StaffProof proof
        ? Optional.of(proof)
        : Optional.empty();
  }
}
