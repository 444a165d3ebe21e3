package ai.agentbar.notification;

import ai.agentbar.event.EventLog;
import ai.agentbar.order.Orders;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** One gate and one loop a channel. */
@Configuration(proxyBeanMethods = false)
class NotificationConfiguration {

  @Bean
  ChannelGate.Tools gateTools(
      JdbcClient jdbc,
      OutboxReadTable outbox,
      ChannelTable channels,
      ReminderPauseTable reminderPause,
      EventLog events,
      InstantSource clock,
      TransactionTemplate transaction) {
    return new ChannelGate.Tools(jdbc, outbox, channels, reminderPause, events, clock, transaction);
  }

  @Bean
  Sending.Tools sendingTools(
      OutboxTable table,
      OutboxReadTable rows,
      ReminderPauseTable reminderPause,
      Orders orders,
      Wording wording,
      NotificationSettings settings,
      Outcomes outcomes,
      InstantSource clock,
      TransactionTemplate transaction) {
    return new Sending.Tools(
        table,
        rows,
        reminderPause,
        orders,
        wording,
        SendPolicy.of(settings),
        outcomes,
        clock,
        transaction);
  }

  @Bean
  Gates gates(NotificationSettings settings, ChannelGate.Tools tools) {
    return Gates.of(settings, tools);
  }

  @Bean
  @Order(50)
  OutboxWork outboxEmail(Channels channels, Gates gates, Sending.Tools tools, Outcomes outcomes) {
    return work(ChannelName.EMAIL, channels, gates, tools, outcomes);
  }

  @Bean
  @Order(50)
  OutboxWork outboxWhatsapp(
      Channels channels, Gates gates, Sending.Tools tools, Outcomes outcomes) {
    return work(ChannelName.WHATSAPP, channels, gates, tools, outcomes);
  }

  @Bean
  @Order(50)
  OutboxWork outboxWebhook(Channels channels, Gates gates, Sending.Tools tools, Outcomes outcomes) {
    return work(ChannelName.WEBHOOK, channels, gates, tools, outcomes);
  }

  private static OutboxWork work(
      ChannelName name, Channels channels, Gates gates, Sending.Tools tools, Outcomes outcomes) {
    ChannelGate gate = gates.of(name);
    return new OutboxWork(name, channels, gate, new Sending(gate, tools), outcomes);
  }
}
