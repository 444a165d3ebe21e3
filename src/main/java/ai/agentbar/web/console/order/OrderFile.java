package ai.agentbar.web.console.order;

import ai.agentbar.database.Day;
import ai.agentbar.event.EventType;
import ai.agentbar.event.StoredEvent;
import ai.agentbar.event.Subscriptions;
import ai.agentbar.kernel.OrderId;
import ai.agentbar.notification.Outbox;
import ai.agentbar.notification.OutboxMessage;
import ai.agentbar.order.Entitlement;
import ai.agentbar.order.Order;
import ai.agentbar.order.Orders;
import ai.agentbar.payment.InquiryPlans;
import ai.agentbar.payment.InquiryPlans.InquiryPlan;
import ai.agentbar.payment.NotificationArchive;
import ai.agentbar.payment.PaymentDossier;
import ai.agentbar.payment.PaymentFact;
import ai.agentbar.payment.Payments;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * All that is known of one order, read at one moment. What it costs depends on what happened to the
 * order, not on how many days are kept.
 *
 * @param story oldest first, up to {@link #STORY_MAX}
 */
record OrderFile(
    PaymentDossier payments,
    Optional<Entitlement> entitlement,
    Set<PaymentFact> facts,
    Optional<InquiryPlan> plan,
    List<OutboxMessage> messages,
    List<StoredEvent> story,
    List<NotificationArchive.Opened> notifications) {

  static final int STORY_MAX = 500;

  Order order() {
    return payments.order();
  }

  boolean has(PaymentFact.Kind kind) {
    return facts.stream().anyMatch(it -> it.kind() == kind);
  }

  /** Opens files. */
  @Component
  static class Cabinet {

    private final Orders orders;
    private final Payments payments;
    private final InquiryPlans plans;
    private final Outbox outbox;
    private final Subscriptions events;
    private final NotificationArchive archive;

    Cabinet(
        Orders orders,
        Payments payments,
        InquiryPlans plans,
        Outbox outbox,
        Subscriptions events,
        NotificationArchive archive) {
      this.orders = orders;
      this.payments = payments;
      this.plans = plans;
      this.outbox = outbox;
      this.events = events;
      this.archive = archive;
    }

    Optional<OrderFile> open(OrderId id) {
      return orders.find(id).map(this::open);
    }

    private OrderFile open(Order order) {
      PaymentDossier dossier = payments.dossier(order.id());
      List<StoredEvent> story = events.ofOrder(order.id().value(), STORY_MAX);
      return new OrderFile(
          dossier,
          orders.entitlement(order.id()),
          payments.facts(order.id()),
          plans.of(order.id()),
          outbox.ofOrder(order.id()),
          story,
          notifications(dossier, story));
    }

    /** The story tells on which days there is something to be found. */
    private List<NotificationArchive.Opened> notifications(
        PaymentDossier dossier, List<StoredEvent> story) {
      return archive.ofAttempts(
          dossier.pages().stream().map(PaymentDossier.Page::gatewayOrderId).toList(),
          story.stream()
              .filter(it -> it.is(EventType.WEBHOOK_RECEIVED))
              .flatMap(it -> Stream.of(Day.of(it.occurredAt()).date()))
              .distinct()
              .toList());
    }
  }
}
