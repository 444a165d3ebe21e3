package ai.agentbar.payment.inbox;

import ai.agentbar.database.DailyPartitions;
import ai.agentbar.database.ExpiringRows;
import ai.agentbar.database.RetentionSettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How long notifications are kept after they were received; an open or failed one is not past. */
@Configuration(proxyBeanMethods = false)
class InboxRetention {

  @Bean
  DailyPartitions closedNotifications(RetentionSettings settings) {
    return new DailyPartitions("payment_inbox_closed", "received_at", settings.rawNotifications());
  }

  @Bean
  ExpiringRows rejectedNotifications(RetentionSettings settings) {
    return new ExpiringRows(
        "payment_inbox_rejected", "received_at", settings.rejectedNotifications());
  }
}
