package ai.agentbar.order;

import ai.agentbar.database.ExpiringRows;
import ai.agentbar.database.KeptFor;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Orders are kept; the keys of repeated requests only as long as anybody would repeat one. */
@Configuration(proxyBeanMethods = false)
class OrderRetention {

  /** Longer than any order can be paid; callers repeat within minutes. */
  private static final Duration KEYS_KEPT = Duration.ofDays(30);

  @Bean
  ExpiringRows idempotencyKeys() {
    return new ExpiringRows("order_idempotency", "created_at", new KeptFor(KEYS_KEPT));
  }
}
