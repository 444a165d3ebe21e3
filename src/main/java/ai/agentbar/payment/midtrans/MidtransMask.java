package ai.agentbar.payment.midtrans;

import ai.agentbar.event.Masking;
import ai.agentbar.payment.NotificationMask;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Shows of Midtrans' JSON what is known to be harmless. Of the numbers a buyer pays to the last
 * digits stay, so that two can be told apart; all else, the new fields of tomorrow too, is covered.
 */
@Component
class MidtransMask implements NotificationMask {

  private static final int PLAIN_LENGTH_MAX = 300;
  private static final int DIGITS_SHOWN = 4;
  private static final String COVER = "***";

  private static final Set<String> HARMLESS =
      Set.of(
          "_comment",
          "transaction_time",
          "transaction_status",
          "transaction_id",
          "transaction_type",
          "status_message",
          "status_code",
          "settlement_time",
          "expiry_time",
          "payment_type",
          "order_id",
          "merchant_id",
          "gross_amount",
          "currency",
          "fraud_status",
          "bank",
          "store",
          "acquirer",
          "issuer",
          "card_type",
          "channel_response_code",
          "channel_response_message",
          "eci",
          "three_ds_version",
          "refund_amount",
          "refund_key",
          "refund_method",
          "refund_chargeback_id",
          "bank_confirmed_at",
          "created_at",
          "paid_at",
          "amount");

  private static final Set<String> NUMBERS =
      Set.of(
          "va_number",
          "permata_va_number",
          "bill_key",
          "biller_code",
          "payment_code",
          "approval_code",
          "masked_card");

  private static final JsonMapper JSON = new JsonMapper();

  @Override
  public String masked(byte[] body) {
    if (body.length == 0) {
      return "";
    }
    try {
      return JSON.writerWithDefaultPrettyPrinter()
          .writeValueAsString(covered("", JSON.readTree(body)));
    } catch (JacksonException _) {
      return plain(new String(body, StandardCharsets.UTF_8));
    }
  }

  private static JsonNode covered(String field, JsonNode value) {
    return switch (value) {
      case ObjectNode object -> covered(object);
      case ArrayNode array -> covered(field, array);
      case JsonNode leaf when HARMLESS.contains(field) && leaf.isString() ->
          text(Masking.mask(leaf.asString()));
      case JsonNode leaf when HARMLESS.contains(field) || leaf.isNull() -> leaf;
      case JsonNode leaf when NUMBERS.contains(field) -> text(end(leaf.asString()));
      default -> text(COVER);
    };
  }

  private static JsonNode covered(ObjectNode object) {
    ObjectNode shown = JsonNodeFactory.instance.objectNode();
    for (Map.Entry<String, JsonNode> it : object.properties()) {
      shown.set(Masking.mask(it.getKey()), covered(it.getKey(), it.getValue()));
    }
    return shown;
  }

  private static JsonNode covered(String field, ArrayNode array) {
    ArrayNode shown = JsonNodeFactory.instance.arrayNode();
    array.forEach(it -> shown.add(covered(field, it)));
    return shown;
  }

  private static String end(String number) {
    return number.length() <= DIGITS_SHOWN
        ? COVER
        : COVER + number.substring(number.length() - DIGITS_SHOWN);
  }

  /** No JSON at all: the beginning, for a person to see what it may have been. */
  private static String plain(String text) {
    String beginning =
        text.length() > PLAIN_LENGTH_MAX ? text.substring(0, PLAIN_LENGTH_MAX) : text;
    String printable =
        beginning
            .codePoints()
            .map(it -> Character.isISOControl(it) && it != '\n' ? '\uFFFD' : it)
            .mapToObj(Character::toString)
            .collect(Collectors.joining());
    return Masking.mask(printable) + (text.length() > PLAIN_LENGTH_MAX ? "…" : "");
  }

  private static JsonNode text(String text) {
    return JsonNodeFactory.instance.stringNode(text);
  }
}
