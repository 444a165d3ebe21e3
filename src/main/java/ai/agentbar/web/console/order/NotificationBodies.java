package ai.agentbar.web.console.order;

import ai.agentbar.database.Day;
import ai.agentbar.event.EventType;
import ai.agentbar.event.StoredEvent;
import ai.agentbar.payment.NotificationArchive.Opened;
import ai.agentbar.web.console.Story.Attached;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which stored body belongs to which event of the story. The two are written in one transaction and
 * do not name each other: the first body of that attempt, written at that moment and not given yet,
 * is it.
 */
final class NotificationBodies {

  private static final Duration APART_MAX = Duration.ofSeconds(10);

  private final List<Opened> left;

  NotificationBodies(List<Opened> notifications) {
    left = new ArrayList<>(notifications);
  }

  Attached of(StoredEvent event) {
    if (!event.is(EventType.WEBHOOK_RECEIVED)) {
      return Attached.NOTHING;
    }
    Optional<Opened> its = left.stream().filter(it -> belongs(it, event)).findFirst();
    its.ifPresent(left::remove);
    return its.map(it -> new Attached(it.body(), link(it))).orElse(Attached.NOTHING);
  }

  private static boolean belongs(Opened notification, StoredEvent event) {
    return notification.entry().gatewayOrderId().equals(event.text("gateway_order_id"))
        && Duration.between(notification.entry().receivedAt(), event.occurredAt())
                .abs()
                .compareTo(APART_MAX)
            <= 0;
  }

  private static String link(Opened notification) {
    return "/inbox/%s/%d"
        .formatted(Day.of(notification.entry().receivedAt()).date(), notification.entry().id());
  }
}
