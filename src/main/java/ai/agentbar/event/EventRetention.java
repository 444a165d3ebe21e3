package ai.agentbar.event;

import ai.agentbar.database.DailyPartitions;
import ai.agentbar.database.Day;
import ai.agentbar.database.ExpiringRows;
import ai.agentbar.database.RetentionSettings;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How long events are kept: those of an order, and the others. None goes before it was folded. */
@Configuration(proxyBeanMethods = false)
class EventRetention {

  private static final String MOMENT = "occurred_at";

  @Bean
  DailyPartitions orderHistory(RetentionSettings settings, ObjectProvider<EventTable> events) {
    return new DailyPartitions(
        "event_order_history", MOMENT, settings.orderHistory(), day -> isUnread(events, day));
  }

  @Bean
  DailyPartitions systemEvents(RetentionSettings settings, ObjectProvider<EventTable> events) {
    return new DailyPartitions(
        "event_system", MOMENT, settings.systemEvents(), day -> isUnread(events, day));
  }

  @Bean
  ExpiringRows orderLateDays(RetentionSettings settings) {
    return new ExpiringRows("event_order_late", MOMENT, settings.orderHistory());
  }

  private static boolean isUnread(ObjectProvider<EventTable> events, Day day) {
    return events.getObject().isUnread(day);
  }
}
