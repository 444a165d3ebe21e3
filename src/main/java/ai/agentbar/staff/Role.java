package ai.agentbar.staff;

import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;

/** The playbook's roles and what each may do. A person may have several. */
public enum Role {
  OPS(Right.SEE, Right.ACKNOWLEDGE, Right.OPERATE),
  /** Sees and never changes. */
  CS(Right.SEE),
  DEVOPS(Right.SEE, Right.ACKNOWLEDGE, Right.OPERATE, Right.TUNE),
  TECH_LEAD(Right.SEE, Right.ACKNOWLEDGE, Right.OPERATE, Right.TUNE, Right.ADMINISTER),
  PRODUCT(Right.SEE, Right.ACKNOWLEDGE);

  // Immutable: made by Set.copyOf, which the checker cannot see.
  @SuppressWarnings("ImmutableEnumChecker")
  private final Set<Right> rights;

  Role(Right first, Right... others) {
    rights = Set.copyOf(EnumSet.of(first, others));
  }

  public Set<Right> rights() {
    return rights;
  }

  /** What somebody with all these roles may do. */
  public static Set<Right> rightsOf(Collection<Role> roles) {
    Set<Right> all = EnumSet.noneOf(Right.class);
    roles.forEach(role -> all.addAll(role.rights));
    return all;
  }
}
