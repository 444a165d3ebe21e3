package ai.agentbar.staff;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoleTest {

  @ParameterizedTest
  @CsvSource({
    "CS, SEE",
    "PRODUCT, SEE ACKNOWLEDGE",
    "OPS, SEE ACKNOWLEDGE OPERATE",
    "DEVOPS, SEE ACKNOWLEDGE OPERATE TUNE",
    "TECH_LEAD, SEE ACKNOWLEDGE OPERATE TUNE ADMINISTER"
  })
  void a_role_may_exactly_this(Role role, String rights) {
    assertThat(role.rights().stream().map(Right::name))
        .containsExactlyInAnyOrder(rights.split(" "));
  }

  @Test
  void several_roles_add_up() {
    assertThat(Role.rightsOf(Set.of(Role.CS, Role.OPS))).isEqualTo(Role.OPS.rights());
    assertThat(Role.rightsOf(Set.of())).isEmpty();
  }
}
