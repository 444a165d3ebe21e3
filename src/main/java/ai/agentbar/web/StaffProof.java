package ai.agentbar.web;

import ai.agentbar.kernel.Actor;
import ai.agentbar.staff.Right;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/** Somebody proved who they are, with this request; nothing of it outlives the request. */
final class StaffProof extends AbstractAuthenticationToken {

  /** By what. */
  enum Means {
    SESSION,
    KEY,
    /** Sits at the machine of an open demo. */
    LOOPBACK
  }

  private final transient Actor actor;
  private final transient Means means;
  private final transient Set<Right> rights;

  StaffProof(Actor actor, Means means, Set<Right> rights) {
    super(rights.stream().map(it -> new SimpleGrantedAuthority(it.name())).toList());
    this.actor = actor;
    this.means = means;
    this.rights = Set.copyOf(rights);
    setAuthenticated(true);
  }

  Actor actor() {
    return actor;
  }

  Means means() {
    return means;
  }

  Set<Right> rights() {
    return rights;
  }

  @Override
  public String getName() {
    return actor.name();
  }

  @Override
  public Object getPrincipal() {
    return actor;
  }

  @Override
  public Object getCredentials() {
    return "";
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }
}
