package ai.agentbar.payment.midtrans;

import ai.agentbar.payment.Outcome.Refund;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A notification or a status answer as it stands on the wire: its top-level scalars as raw text,
 * its refunds and its virtual accounts. Numbers keep the text they were written with; unknown
 * fields are carried along.
 */
record WireNotification(
    Map<String, String> scalars, List<Refund> refunds, List<VirtualAccount> accounts) {

  /** A number at a bank that stands for this one transaction. */
  record VirtualAccount(String bank, String number) {}

  /** Reads trees out of the middle of a body, so more tokens follow each of them. */
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  /**
   * Reads a body.
   *
   * @throws UnreadableException where it is no JSON object, or one that names a field twice
   */
  static WireNotification parse(byte[] body) {
    try (JsonParser parser = JSON.createParser(body)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new UnreadableException("the body is not a JSON object");
      }
      Map<String, String> scalars = new HashMap<>();
      List<Refund> refunds = new ArrayList<>();
      List<VirtualAccount> accounts = new ArrayList<>();
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        String name = parser.currentName();
        JsonToken value = parser.nextToken();
        if (value.isScalarValue() && value != JsonToken.VALUE_NULL) {
          scalars.put(name, parser.getString());
        } else if (value.isStructStart()) {
          JsonNode tree = JSON.readTree(parser);
          if (name.equals("refunds")) {
            refunds.addAll(refundsIn(tree));
          } else if (name.equals("va_numbers")) {
            accounts.addAll(accountsIn(tree));
          }
        }
      }
      if (parser.nextToken() != null) {
        throw new UnreadableException("something follows the JSON object");
      }
      return new WireNotification(scalars, refunds, accounts);
    } catch (JacksonException failure) {
      throw new UnreadableException("not JSON: " + failure.getOriginalMessage());
    }
  }

  /** The raw text of a scalar, or the empty string where it is missing. */
  String text(String field) {
    return scalars.getOrDefault(field, "");
  }

  boolean has(String field) {
    return !text(field).isEmpty();
  }

  private static List<Refund> refundsIn(JsonNode tree) {
    List<Refund> refunds = new ArrayList<>();
    for (JsonNode refund : tree) {
      String amount = Wire.storable(refund.path("refund_amount").asString(""));
      String key =
          Stream.of("refund_key", "refund_chargeback_id")
              .map(name -> refund.path(name).asString(""))
              .filter(it -> !it.isEmpty())
              .findFirst()
              .orElseGet(() -> "%d:%s".formatted(refunds.size() + 1, amount));
      refunds.add(new Refund(Wire.storable(key), amount));
    }
    return refunds;
  }

  private static List<VirtualAccount> accountsIn(JsonNode tree) {
    List<VirtualAccount> accounts = new ArrayList<>();
    for (JsonNode account : tree) {
      accounts.add(
          new VirtualAccount(
              account.path("bank").asString(""), account.path("va_number").asString("")));
    }
    return accounts;
  }

  /** The body is not a notification; the message says why. */
  static final class UnreadableException extends RuntimeException {
    UnreadableException(String message) {
      super(message);
    }
  }
}
