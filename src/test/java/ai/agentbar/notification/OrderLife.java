package ai.agentbar.notification;

import ai.agentbar.event.StoredEvent;
import ai.agentbar.event.Subscriptions;
import ai.agentbar.kernel.Email;
import ai.agentbar.kernel.OrderId;
import ai.agentbar.kernel.Phone;
import ai.agentbar.order.Buyer;
import ai.agentbar.order.Catalogue;
import ai.agentbar.order.Language;
import ai.agentbar.order.Orders;
import ai.agentbar.order.PaymentProof;
import ai.agentbar.order.Placement;
import ai.agentbar.order.SuspensionReason;
import java.time.Instant;
import java.util.List;
import org.springframework.transaction.support.TransactionTemplate;

/** Orders that are placed and moved by hand, and their stories. */
final class OrderLife {

  private static final int STORY_MAX = 200;

  private final Orders orders;
  private final Catalogue catalogue;
  private final TransactionTemplate transaction;
  private final Subscriptions events;

  OrderLife(
      Orders orders, Catalogue catalogue, TransactionTemplate transaction, Subscriptions events) {
    this.orders = orders;
    this.catalogue = catalogue;
    this.transaction = transaction;
    this.events = events;
  }

  OrderId place() {
    return place("Siti Rahma", Language.ID);
  }

  OrderId place(String name, Language language) {
    Buyer buyer = new Buyer(name, new Email("siti@example.com"), new Phone("081234567890"));
    Placement placed =
        orders.place(catalogue.find("film-basic").orElseThrow(), buyer, language, null);
    return ((Placement.Placed) placed).order().id();
  }

  /** Placed, and its payment is open. */
  OrderId open() {
    OrderId id = place();
    open(id);
    return id;
  }

  void open(OrderId id) {
    transaction.executeWithoutResult(_ -> orders.paymentOpened(id));
  }

  void pay(OrderId id) {
    PaymentProof proof =
        new PaymentProof(id + "-1", "t-" + id, PaymentProof.Source.NOTIFICATION, Instant.EPOCH);
    transaction.executeWithoutResult(_ -> orders.settle(id, proof));
  }

  void expire(OrderId id) {
    transaction.executeWithoutResult(_ -> orders.expire(id, "a test said so"));
  }

  void fail(OrderId id) {
    transaction.executeWithoutResult(_ -> orders.fail(id, "a test said so"));
  }

  /** The bank undid the settlement. */
  void suspend(OrderId id) {
    transaction.executeWithoutResult(_ -> orders.suspend(id, SuspensionReason.REVERSAL));
  }

  void restore(OrderId id) {
    transaction.executeWithoutResult(_ -> orders.restore(id));
  }

  /** The names of the order's events, those of one channel's messages only. */
  List<String> story(OrderId id, ChannelName channel) {
    return told(id).stream()
        .filter(it -> it.text("channel").isEmpty() || it.text("channel").equals(channel.name()))
        .map(StoredEvent::name)
        .toList();
  }

  List<StoredEvent> told(OrderId id) {
    return events.ofOrder(id.value(), STORY_MAX);
  }

  /** What was told of one message, as {@code NAME from>to}. */
  List<String> steps(OrderId id, ChannelName channel, MessageTemplate template) {
    return told(id).stream()
        .filter(it -> it.text("channel").equals(channel.name()))
        .filter(it -> it.text("template").equals(template.name()))
        .map(it -> "%s %s>%s".formatted(it.name(), it.text("from"), it.text("to")))
        .toList();
  }
}
