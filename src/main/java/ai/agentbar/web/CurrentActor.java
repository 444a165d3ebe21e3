package ai.agentbar.web;

import ai.agentbar.kernel.Actor;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;

/** Who sent the request that is being answered. */
public final class CurrentActor {

  private CurrentActor() {}

  /**
   * The person, or the key of a machine.
   *
   * @throws IllegalStateException where nobody proved who they are; an endpoint that changes
   *     something must not have been reached then
   */
  public static Actor get() {
    @Nullable Authentication proof = SecurityContextHolder.getContext().getAuthentication();
    if (proof == null || proof instanceof AnonymousAuthenticationToken) {
      throw new IllegalStateException("nobody is logged in");
    }
    return Actor.person(proof.getName());
  }
}
