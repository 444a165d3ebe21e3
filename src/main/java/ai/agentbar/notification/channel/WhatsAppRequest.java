package ai.agentbar.notification.channel;

import ai.agentbar.notification.Message.WhatsAppContent;
import java.util.List;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/** The body of "send a template message". */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
record WhatsAppRequest(
    String messagingProduct,
    String recipientType,
    String to,
    String type,
    Template template,
    String bizOpaqueCallbackData) {

  static WhatsAppRequest of(String key, WhatsAppContent content) {
    return new WhatsAppRequest(
        "whatsapp",
        "individual",
        // Digits only, the country's first.
        content.to().e164().substring(1),
        "template",
        new Template(
            content.name(), new Language(content.languageCode()), components(content.parameters())),
        key);
  }

  private static List<Component> components(List<String> parameters) {
    return parameters.isEmpty()
        ? List.of()
        : List.of(
            new Component(
                "body", parameters.stream().map(it -> new Parameter("text", it)).toList()));
  }

  record Template(String name, Language language, List<Component> components) {}

  record Language(String code) {}

  record Component(String type, List<Parameter> parameters) {}

  record Parameter(String type, String text) {}
}
