package ai.agentbar.sandbox.whatsapp;

import ai.agentbar.kernel.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.json.JsonMapper;

/** The body of a status webhook and its signature over exactly these bytes. */
record StatusWebhook(String body, String signature) {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String ACCOUNT_ID = "102290129340398";
  private static final String DISPLAY_NUMBER = "628001234567";

  static StatusWebhook of(
      ChatMessage message, ChatMessage.Status status, Instant at, WhatsAppSettings settings) {
    String body = JSON.writeValueAsString(envelope(status(message, status, at), settings));
    return new StatusWebhook(body, signed(body, settings.appSecret()));
  }

  /** The same, signed by somebody else. */
  StatusWebhook forged() {
    return new StatusWebhook(body, signed(body, new Secret("somebody-elses-app-secret")));
  }

  private static Map<String, Object> status(
      ChatMessage message, ChatMessage.Status status, Instant at) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("id", message.id());
    fields.put("status", status.name().toLowerCase(Locale.ROOT));
    fields.put("timestamp", String.valueOf(at.getEpochSecond()));
    fields.put("recipient_id", message.to());
    if (!message.callbackData().isEmpty()) {
      fields.put("biz_opaque_callback_data", message.callbackData());
    }
    if (status == ChatMessage.Status.FAILED) {
      fields.put("errors", List.of(GraphError.of(message.errorCode()).inStatus()));
    } else {
      fields.put(
          "pricing", Map.of("billable", true, "pricing_model", "PMP", "category", "utility"));
    }
    return fields;
  }

  private static Map<String, Object> envelope(
      Map<String, Object> status, WhatsAppSettings settings) {
    Map<String, Object> value = new LinkedHashMap<>();
    value.put("messaging_product", "whatsapp");
    value.put(
        "metadata",
        Map.of(
            "display_phone_number", DISPLAY_NUMBER, "phone_number_id", settings.phoneNumberId()));
    value.put("statuses", List.of(status));
    return Map.of(
        "object",
        "whatsapp_business_account",
        "entry",
        List.of(
            Map.of(
                "id",
                ACCOUNT_ID,
                "changes",
                List.of(Map.of("value", value, "field", "messages")))));
  }

  private static String signed(String body, Secret secret) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.reveal().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return "sha256="
          + HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java runtime has HMAC-SHA256", e);
    }
  }
}
