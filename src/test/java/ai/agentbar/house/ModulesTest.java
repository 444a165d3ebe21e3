package ai.agentbar.house;

import ai.agentbar.AgentBar;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

/**
 * The declared walls: who may import whom, no cycles between rooms, hidden packages stay hidden.
 */
class ModulesTest {

  @Test
  void rooms_import_only_what_their_package_info_allows() {
    ApplicationModules.of(AgentBar.class).verify();
  }
}
