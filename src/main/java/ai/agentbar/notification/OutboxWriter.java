package ai.agentbar.notification;

import ai.agentbar.event.EventLog;
import ai.agentbar.kernel.OrderId;
import ai.agentbar.notification.OutboxEvent.Step;
import ai.agentbar.notification.OutboxTable.Draft;
import ai.agentbar.order.OrderEvent;
import ai.agentbar.order.OrderStatus;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Writes messages in the transaction of the change they tell of: after a crash both stand or
 * neither, and where a message cannot be written the change is undone.
 */
@Component
class OutboxWriter {

  private final OutboxTable table;
  private final ReminderTable reminders;
  private final Channels channels;
  private final NotificationSettings settings;
  private final EventLog events;
  private final InstantSource clock;

  OutboxWriter(
      OutboxTable table,
      ReminderTable reminders,
      Channels channels,
      NotificationSettings settings,
      EventLog events,
      InstantSource clock) {
    this.table = table;
    this.reminders = reminders;
    this.channels = channels;
    this.settings = settings;
    this.events = events;
    this.clock = clock;
  }

  @EventListener
  void orderMoved(OrderEvent.StatusChanged change) {
    Instant now = clock.instant();
    templateOf(change).ifPresent(it -> write(new Draft(change.orderId(), it, now)));
    if (change.to() == OrderStatus.PENDING_PAYMENT
        && !channels.tellers(MessageTemplate.REMINDER_1).isEmpty()) {
      reminders.insert(change.orderId(), now, settings.reminders());
    }
  }

  /** A success that was skipped because the access rested is true again. */
  @EventListener
  void accessRestored(OrderEvent.EntitlementRestored restored) {
    MessageTemplate template = MessageTemplate.PAYMENT_SUCCESS;
    List<OutboxTable.Written> again =
        table.reopenSkipped(restored.orderId(), template, clock.instant());
    tellQueued(restored.orderId(), template, OutboxState.SKIPPED.name(), again);
  }

  /**
   * Writes the message to every channel that tells such, once; runs in the caller's transaction.
   */
  int write(Draft draft) {
    List<ChannelName> tellers = channels.tellers(draft.template());
    if (tellers.isEmpty()) {
      return 0;
    }
    List<OutboxTable.Written> written = table.insert(draft, tellers, clock.instant());
    tellQueued(draft.orderId(), draft.template(), "", written);
    return written.size();
  }

  private void tellQueued(
      OrderId orderId, MessageTemplate template, String from, List<OutboxTable.Written> rows) {
    events.append(
        rows.stream()
            .map(
                row ->
                    new OutboxEvent.Queued(
                        new Step(
                            orderId, row.id(), row.channel(), template, from, OutboxState.PENDING)))
            .toArray(OutboxEvent[]::new));
  }

  private static Optional<MessageTemplate> templateOf(OrderEvent.StatusChanged change) {
    return switch (change.to()) {
      case CREATED -> Optional.empty();
      case PENDING_PAYMENT -> Optional.of(MessageTemplate.PAYMENT_INSTRUCTION);
      case PAID -> Optional.of(MessageTemplate.PAYMENT_SUCCESS);
      case EXPIRED -> Optional.of(MessageTemplate.ORDER_EXPIRED);
      case FAILED -> Optional.of(MessageTemplate.ORDER_FAILED);
    };
  }
}
