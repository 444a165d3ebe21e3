package ai.agentbar.watch.delivery;

import ai.agentbar.event.EventLog;
import ai.agentbar.job.RowQueue;
import ai.agentbar.watch.playbook.Playbooks;
import java.time.Duration;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** One queue and one loop a channel. */
@Configuration(proxyBeanMethods = false)
class DeliveryConfiguration {

  /** Longer than an SMTP conversation in which every answer takes its whole time limit. */
  private static final Duration LEASE = Duration.ofSeconds(60);

  @Bean
  @Order(300)
  DeliveryWork emailDeliveries(
      EmailSender sender,
      JdbcClient jdbc,
      AlertDeliveryTable deliveries,
      Playbooks playbooks,
      EventLog events,
      TransactionTemplate transaction,
      InstantSource clock) {
    RowQueue queue = new RowQueue(jdbc, clock, "alert_delivery_email", LEASE);
    return new DeliveryWork(sender, queue, deliveries, playbooks, events, transaction, clock);
  }

  @Bean
  @Order(300)
  DeliveryWork slackDeliveries(
      SlackSender sender,
      JdbcClient jdbc,
      AlertDeliveryTable deliveries,
      Playbooks playbooks,
      EventLog events,
      TransactionTemplate transaction,
      InstantSource clock) {
    RowQueue queue = new RowQueue(jdbc, clock, "alert_delivery_slack", LEASE);
    return new DeliveryWork(sender, queue, deliveries, playbooks, events, transaction, clock);
  }
}
