package ai.agentbar.sandbox.whatsapp;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * A template as a business asks for it, after it passed Meta's checks.
 *
 * @param parameters the texts of all components, in the order of the body
 * @param callbackData the sender's own mark, empty where there is none
 */
record SendRequest(
    String to, String template, String language, List<String> parameters, String callbackData) {

  private static final int PARAMETERS_MAX = 100;
  private static final int TEXT_LENGTH_MAX = 32_768;
  private static final int CALLBACK_DATA_LENGTH_MAX = 512;
  private static final Pattern RECIPIENT = Pattern.compile("[1-9][0-9]{6,14}");
  private static final Pattern TEMPLATE = Pattern.compile("[a-z0-9_]{1,512}");
  private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2,3}(_[A-Z]{2})?");
  private static final Pattern UNFIT_TEXT = Pattern.compile("[\\n\\t]| {5}");

  SendRequest {
    parameters = List.copyOf(parameters);
  }

  /** Either the request, or what is wrong with it. */
  sealed interface Reading {
    record Fine(SendRequest request) implements Reading {}

    record Wrong(GraphError error) implements Reading {}
  }

  static Reading read(JsonNode body) {
    JsonNode template = body.path("template");
    List<String> parameters = new ArrayList<>();
    Optional<GraphError> error =
        envelope(body)
            .or(() -> heading(template))
            .or(() -> parameters(template.path("components"), parameters))
            .or(() -> callbackData(body));
    return error
        .<Reading>map(Reading.Wrong::new)
        .orElseGet(
            () ->
                new Reading.Fine(
                    new SendRequest(
                        text(body, "to"),
                        text(template, "name"),
                        text(template.path("language"), "code"),
                        parameters,
                        text(body, "biz_opaque_callback_data"))));
  }

  private static Optional<GraphError> envelope(JsonNode body) {
    if (text(body, "messaging_product").isEmpty()) {
      return Optional.of(GraphError.missing("messaging_product"));
    }
    if (!text(body, "messaging_product").equals("whatsapp")) {
      return Optional.of(GraphError.invalid("messaging_product must be whatsapp"));
    }
    if (text(body, "to").isEmpty()) {
      return Optional.of(GraphError.missing("to"));
    }
    if (!RECIPIENT.matcher(text(body, "to")).matches()) {
      return Optional.of(GraphError.invalid("to must be digits with the country code"));
    }
    // Whatever is no template needs an open customer window, and nobody ever writes to the shop.
    return text(body, "type").equals("template")
        ? Optional.empty()
        : Optional.of(GraphError.of(131047));
  }

  private static Optional<GraphError> heading(JsonNode template) {
    if (text(template, "name").isEmpty()) {
      return Optional.of(GraphError.missing("template['name']"));
    }
    if (!TEMPLATE.matcher(text(template, "name")).matches()) {
      return Optional.of(GraphError.of(132001));
    }
    String language = text(template.path("language"), "code");
    if (language.isEmpty()) {
      return Optional.of(GraphError.missing("template['language']"));
    }
    return LANGUAGE.matcher(language).matches()
        ? Optional.empty()
        : Optional.of(GraphError.of(132001));
  }

  private static Optional<GraphError> parameters(JsonNode components, List<String> parameters) {
    for (JsonNode component : components) {
      if (!List.of("header", "body", "button").contains(text(component, "type"))) {
        return Optional.of(GraphError.invalid("components[].type is unknown"));
      }
      for (JsonNode parameter : component.path("parameters")) {
        String text = text(parameter, "text");
        if (!text(parameter, "type").equals("text") || text.isEmpty()) {
          return Optional.of(GraphError.invalid("parameters[] must be texts that are not empty"));
        }
        if (UNFIT_TEXT.matcher(text).find() || text.length() > TEXT_LENGTH_MAX) {
          return Optional.of(
              new GraphError(
                  400,
                  132012,
                  "OAuthException",
                  "Parameter format does not match format in the created template",
                  "Param text cannot have new-line/tab characters or more than 4 consecutive"
                      + " spaces"));
        }
        parameters.add(text);
      }
    }
    return parameters.size() > PARAMETERS_MAX
        ? Optional.of(GraphError.invalid("too many parameters"))
        : Optional.empty();
  }

  private static Optional<GraphError> callbackData(JsonNode body) {
    return text(body, "biz_opaque_callback_data").length() > CALLBACK_DATA_LENGTH_MAX
        ? Optional.of(GraphError.invalid("biz_opaque_callback_data is too long"))
        : Optional.empty();
  }

  private static String text(JsonNode node, String field) {
    JsonNode value = node.path(field);
    return value.isString() ? value.asString() : "";
  }
}
