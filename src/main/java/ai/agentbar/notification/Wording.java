package ai.agentbar.notification;

import ai.agentbar.notification.Message.Content;
import ai.agentbar.notification.TemplateFile.Form;
import ai.agentbar.order.Catalogue;
import ai.agentbar.order.Language;
import ai.agentbar.order.Order;
import ai.agentbar.order.OrderLinks;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes a message at the moment of sending, from the order as it is then: a template mended
 * meanwhile counts, and no address waits in the outbox.
 */
@Component
class Wording {

  private static final JsonMapper JSON = new JsonMapper();

  private final Templates templates;
  private final Catalogue catalogue;
  private final NotificationSettings settings;
  private final OrderLinks links;

  Wording(
      Templates templates, Catalogue catalogue, NotificationSettings settings, OrderLinks links) {
    this.templates = templates;
    this.catalogue = catalogue;
    this.settings = settings;
    this.links = links;
  }

  Message write(OutboxMessage row, Order order) {
    Content content =
        switch (row.channel()) {
          case EMAIL -> email(row.template(), order);
          case WHATSAPP -> whatsApp(row.template(), order);
          case WEBHOOK -> webhook(row, order);
        };
    return new Message(row.key(), row.orderId(), row.template(), row.tries().count(), content);
  }

  private Content email(MessageTemplate template, Order order) {
    Language language = order.language();
    Map<String, String> values = values(order);
    return new Message.EmailContent(
        order.buyer().email(),
        Variables.oneLine(order.buyer().name()),
        Variables.oneLine(
            templates.write(new TemplateFile(language, template, Form.SUBJECT), values)),
        templates.write(new TemplateFile(language, template, Form.TEXT), values),
        templates.write(new TemplateFile(language, template, Form.HTML), values));
  }

  private Content whatsApp(MessageTemplate template, Order order) {
    List<String> lines = templates.writeWhatsApp(order.language(), template, values(order));
    return new Message.WhatsAppContent(
        order.buyer().phone(),
        lines.getFirst(),
        order.language().code(),
        lines.subList(1, lines.size()));
  }

  /**
   * Type, timestamp and data as the Standard Webhooks specification recommends. It tells what
   * happened then, so it is the same at every try, whatever became of the order since.
   */
  private static Content webhook(OutboxMessage row, Order order) {
    String type = "order." + wordOf(row.template());
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("order_id", order.id().value());
    data.put("status", statusOf(row.template()));
    data.put("amount", order.amount().amount());
    data.put("currency", "IDR");
    data.put("package_id", order.packageId());
    data.put("created_at", order.createdAt().toString());
    data.put("pay_by", order.payBy().toString());
    if (row.template() == MessageTemplate.PAYMENT_SUCCESS && order.paidAt() != null) {
      data.put("paid_at", order.paidAt().toString());
      data.put("late", order.late());
    }
    Map<String, Object> payload = new LinkedHashMap<>();
    payload.put("type", type);
    payload.put("timestamp", row.times().createdAt().toString());
    payload.put("data", data);
    return new Message.WebhookContent(type, JSON.writeValueAsString(payload));
  }

  private static String wordOf(MessageTemplate template) {
    return switch (template) {
      case PAYMENT_INSTRUCTION -> "pending";
      case PAYMENT_SUCCESS -> "paid";
      case ORDER_EXPIRED -> "expired";
      case ORDER_FAILED -> "failed";
      case REMINDER_1, REMINDER_2 ->
          throw new IllegalArgumentException("no system is reminded: " + template);
    };
  }

  private static String statusOf(MessageTemplate template) {
    return switch (template) {
      case PAYMENT_INSTRUCTION, REMINDER_1, REMINDER_2 -> "PENDING_PAYMENT";
      case PAYMENT_SUCCESS -> "PAID";
      case ORDER_EXPIRED -> "EXPIRED";
      case ORDER_FAILED -> "FAILED";
    };
  }

  private Map<String, String> values(Order order) {
    URI orderLink = links.buyerPage(order);
    Optional<Catalogue.PackageForSale> sold = catalogue.find(order.packageId());
    // What is sold no longer still has a buyer, whose own page knows more.
    return Variables.of(
        order,
        new Variables.Sold(
            sold.map(Catalogue.PackageForSale::name).orElse(order.packageId()),
            sold.map(Catalogue.PackageForSale::accessLink).orElse(orderLink)),
        orderLink.toString(),
        settings.supportContact());
  }
}
