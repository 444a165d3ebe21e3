package ai.agentbar.staff;

import ai.agentbar.database.ExpiringRows;
import ai.agentbar.database.KeptFor;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What has ended is of no use to anybody. */
@Configuration(proxyBeanMethods = false)
class StaffRetention {

  private static final KeptFor A_DAY = new KeptFor(Duration.ofDays(1));

  @Bean
  ExpiringRows endedSessions() {
    return new ExpiringRows("staff_session", "ends_at", A_DAY);
  }

  @Bean
  ExpiringRows usedUpLinks() {
    return new ExpiringRows("staff_link", "expires_at", A_DAY);
  }

  @Bean
  ExpiringRows pastAttempts() {
    return new ExpiringRows("staff_attempt", "started_at", A_DAY);
  }
}
