package ai.agentbar.watch.runbook;

import ai.agentbar.event.EventLog;
import ai.agentbar.kernel.OrderId;
import ai.agentbar.notification.ChannelName;
import ai.agentbar.notification.FollowUp;
import ai.agentbar.notification.Outbox;
import ai.agentbar.notification.Requeue;
import ai.agentbar.payment.NotificationInbox;
import ai.agentbar.payment.Reconciliation;
import ai.agentbar.payment.Reconciliation.Trigger;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** What a person does about one order, message or notification; each stands in the audit log. */
@Service
public class Interventions {

  private final Outbox outbox;
  private final NotificationInbox inbox;
  private final Reconciliation reconciliation;
  private final EventLog events;
  private final TransactionTemplate transaction;

  Interventions(
      Outbox outbox,
      NotificationInbox inbox,
      Reconciliation reconciliation,
      EventLog events,
      TransactionTemplate transaction) {
    this.outbox = outbox;
    this.inbox = inbox;
    this.reconciliation = reconciliation;
    this.events = events;
    this.transaction = transaction;
  }

  /**
   * Sends a message once more that was given up, or a receipt that was sent, where it is still
   * true; else what was given up is closed.
   */
  public Requeue resend(long outboxId, Because because) {
    return told(
        () -> outbox.sendAgain(outboxId),
        it -> new RunbookEvent.Resent(outboxId, because.actor(), because.reason(), words(it)));
  }

  /** Closes a message that was given up: whoever acts told its reader otherwise. */
  public FollowUp followedUp(long outboxId, Because because) {
    return told(
        () -> outbox.followedUp(outboxId),
        it -> new RunbookEvent.FollowedUp(outboxId, because.actor(), because.reason(), words(it)));
  }

  /**
   * Sends all once more that one channel gave up, as far as it is still true, and closes what is
   * not. The wish stands in the audit log first: what a crash cuts off stays as it was, to be
   * pressed for again.
   */
  public Requeue.Batch resendFailed(ChannelName channel, Because because) {
    transaction.executeWithoutResult(
        _ ->
            events.append(
                new RunbookEvent.ChannelResent(channel, because.actor(), because.reason())));
    return outbox.requeueFailed(channel);
  }

  /**
   * Processes a notification once more that had failed.
   *
   * @return whether it had; if not, nothing was changed
   */
  public boolean replay(long inboxId, Because because) {
    return told(
        () -> inbox.replay(inboxId),
        it -> new RunbookEvent.ReplayAsked(inboxId, because.actor(), because.reason(), it));
  }

  /**
   * Asks Midtrans about an order, due or not, open or ended. Calls out: never inside a transaction.
   */
  public Reconciliation.Run ask(OrderId order, Because because) {
    transaction.executeWithoutResult(
        _ -> events.append(new RunbookEvent.OrderAsked(order, because.actor(), because.reason())));
    return reconciliation.runOrder(order, Trigger.BUTTON);
  }

  /** Does it, and tells what came of it, in one transaction. */
  private <T> T told(Supplier<T> act, Function<T, RunbookEvent> telling) {
    return Objects.requireNonNull(
        transaction.execute(
            _ -> {
              T result = act.get();
              events.append(telling.apply(result));
              return result;
            }));
  }

  private static String words(Requeue result) {
    return switch (result) {
      case Requeue.Requeued _ -> "it waits to be sent";
      case Requeue.Closed(String why) -> "closed, " + why;
      case Requeue.Refused(String why) -> "refused, " + why;
    };
  }

  private static String words(FollowUp result) {
    return switch (result) {
      case FollowUp.Noted _ -> "closed";
      case FollowUp.Refused(String why) -> "refused, " + why;
    };
  }
}
