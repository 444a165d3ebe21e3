package ai.agentbar.notification;

import ai.agentbar.kernel.Phone;
import ai.agentbar.order.Language;
import java.util.List;
import org.springframework.stereotype.Service;

/** Messages of an order that nobody placed, to try a channel out with the words buyers get. */
@Service
public class SampleMessages {

  private final Templates templates;

  SampleMessages(Templates templates) {
    this.templates = templates;
  }

  /** The receipt, in the template that must be approved at Meta. */
  public Message.WhatsAppContent whatsApp(Phone to) {
    List<String> lines =
        templates.writeWhatsAppSample(Language.ID, MessageTemplate.PAYMENT_SUCCESS);
    return new Message.WhatsAppContent(
        to, lines.getFirst(), Language.ID.code(), lines.subList(1, lines.size()));
  }
}
