package ai.agentbar.watch.delivery;

import ai.agentbar.job.RowQueue;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;

/** One queue and one loop a channel. */
@Configuration(proxyBeanMethods = false)
class DeliveryConfiguration {

  /** A dead node's lanes are taken over after it; a live one extends it. */
  private static final Duration LEASE = Duration.ofSeconds(8);

  /** What every channel's loop is made of. */
  record Parts(Sending sending, LaneTable lanes, JdbcClient jdbc, InstantSource clock) {

    DeliveryWork work(Sender sender) {
      String view = "alert_lane_" + sender.channel().name().toLowerCase(Locale.ROOT);
      RowQueue queue = new RowQueue(jdbc, clock, view, LEASE);
      return new DeliveryWork(sender, sending, queue, lanes, clock);
    }
  }

  @Bean
  Parts alertDeliveryParts(Sending sending, LaneTable lanes, JdbcClient jdbc, InstantSource clock) {
    return new Parts(sending, lanes, jdbc, clock);
  }

  @Bean
  @Order(300)
  DeliveryWork emailDeliveries(Parts parts, EmailSender sender) {
    return parts.work(sender);
  }

  @Bean
  @Order(300)
  DeliveryWork slackDeliveries(Parts parts, SlackSender sender) {
    return parts.work(sender);
  }

  @Bean
  @Order(300)
  DeliveryWork whatsAppDeliveries(Parts parts, WhatsAppSender sender) {
    return parts.work(sender);
  }

  @Bean
  @Order(300)
  DeliveryWork telegramDeliveries(Parts parts, TelegramSender sender) {
    return parts.work(sender);
  }

  @Bean
  @Order(300)
  DeliveryWork alertmanagerDeliveries(Parts parts, AlertmanagerSender sender) {
    return parts.work(sender);
  }
}
