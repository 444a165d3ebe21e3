package ai.agentbar.web;

import ai.agentbar.kernel.Actor;
import ai.agentbar.staff.Right;
import java.util.Optional;
import java.util.Set;
import org.springframework.http.HttpMethod;
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

  /** Who it is, where anybody proved who they are. */
  public static Optional<Actor> find() {
    return proof().map(StaffProof::actor);
  }

  /** Whether a session began it all, which can be ended. */
  public static boolean isLoggedIn() {
    return proof().filter(it -> it.means() == StaffProof.Means.SESSION).isPresent();
  }

  /** Whether the page of that path is theirs to see, by the one table of who may what. */
  public static boolean maySee(String path) {
    return AccessRules.find(HttpMethod.GET, path)
        .filter(
            it ->
                switch (it.access()) {
                  case Access.Public _, Access.BuyerToken _, Access.OwnForm _ -> true;
                  case Access.Metrics(Right right) -> rights().contains(right);
                  case Access.Needs(Right right) -> rights().contains(right);
                })
        .isPresent();
  }

  static Optional<StaffProof> proof() {
    return SecurityContextHolder.getContext().getAuthentication() instanceof StaffProof proof
        ? Optional.of(proof)
        : Optional.empty();
  }
}
