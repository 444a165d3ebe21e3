package ai.agentbar.notification;

import ai.agentbar.kernel.Email;
import ai.agentbar.kernel.OrderId;
import ai.agentbar.kernel.Phone;
import java.util.List;

/**
 * One message, ready to leave.
 *
 * @param key names the message to the provider, the same at every try and after every restart:
 *     letters, digits and hyphens
 * @param attempt which try this is, from 1
 * @param readyNanos when it was ready to leave, by the monotonic clock: a try that finds itself
 *     long after it knows that the process was stopped in between
 */
public record Message(
    String key,
    OrderId orderId,
    MessageTemplate template,
    int attempt,
    Content content,
    long readyNanos) {

  /** Ready now. */
  public Message(
      String key, OrderId orderId, MessageTemplate template, int attempt, Content content) {
    this(key, orderId, template, attempt, content, System.nanoTime());
  }

  /** The same, ready now. */
  Message readyNow() {
    return new Message(key, orderId, template, attempt, content);
  }

  /** What is sent; each channel takes its own form. */
  public sealed interface Content {}

  public record EmailContent(
      Email to, String recipientName, String subject, String text, String html)
      implements Content {}

  /**
   * A template that Meta approved, and what stands in its places.
   *
   * @param name as registered with Meta
   * @param languageCode as registered with Meta: {@code id}
   * @param parameters the body's parameters in their order
   */
  public record WhatsAppContent(Phone to, String name, String languageCode, List<String> parameters)
      implements Content {

    public WhatsAppContent {
      parameters = List.copyOf(parameters);
    }
  }

  /**
   * An event for the merchant's own system.
   *
   * @param type in the style of Standard Webhooks: {@code order.paid}
   * @param payload the whole JSON body
   */
  public record WebhookContent(String type, String payload) implements Content {}
}
