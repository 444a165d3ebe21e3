package ai.agentbar.sandbox.midtrans;

import ai.agentbar.kernel.Rupiah;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What a merchant asks Snap for ({@code midtrans.md} 1.1), after it passed Snap's checks. */
record SnapRequest(
    String orderId,
    Rupiah amount,
    List<String> enabledPayments,
    Optional<Expiry> expiry,
    Optional<Expiry> pageExpiry,
    Map<String, String> customFields,
    Optional<URI> finishUrl) {

  private static final int ORDER_ID_LENGTH_MAX = 50;
  private static final int ITEM_NAME_LENGTH_MAX = 50;
  private static final DateTimeFormatter START_TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss Z");

  /** A deadline: so long after its start, or after the buyer's step where no start is named. */
  record Expiry(@Nullable Instant startsAt, Duration length) {}

  /** Either the request, or Snap's sentences about what is wrong with it. */
  sealed interface Reading {
    record Fine(SnapRequest request) implements Reading {}

    record Wrong(List<String> errors) implements Reading {}
  }

  static Reading read(JsonNode body) {
    List<String> errors = new ArrayList<>();
    JsonNode details = body.path("transaction_details");
    String orderId = details.path("order_id").asString("");
    if (orderId.isEmpty()) {
      errors.add("transaction_details.order_id is required");
    } else if (orderId.length() > ORDER_ID_LENGTH_MAX) {
      errors.add("transaction_details.order_id too long");
    }
    long amount = amount(details.path("gross_amount"), errors);
    checkItems(body.path("item_details"), amount, errors);
    Optional<Expiry> expiry = expiry(body, "expiry", errors);
    Optional<Expiry> pageExpiry = expiry(body, "page_expiry", errors);
    if (!errors.isEmpty()) {
      return new Reading.Wrong(errors);
    }
    return new Reading.Fine(
        new SnapRequest(
            orderId,
            new Rupiah(amount),
            enabled(body),
            expiry,
            pageExpiry,
            customFields(body),
            finishUrl(body)));
  }

  private static long amount(JsonNode amount, List<String> errors) {
    if (amount.isMissingNode() || amount.isNull()) {
      errors.add("transaction_details.gross_amount is required");
      return 0;
    }
    if (!amount.isIntegralNumber() || !amount.canConvertToLong()) {
      errors.add("transaction_details.gross_amount is not a number");
      return 0;
    }
    if (amount.longValue() < 1 || amount.longValue() > Rupiah.AMOUNT_MAX) {
      errors.add("transaction_details.gross_amount must be greater than or equal to 0.01");
      return 0;
    }
    return amount.longValue();
  }

  private static void checkItems(JsonNode items, long amount, List<String> errors) {
    if (!items.isArray() || items.isEmpty()) {
      return;
    }
    long sum = 0;
    for (JsonNode item : items) {
      sum += item.path("price").asLong(0) * item.path("quantity").asLong(0);
      if (item.path("name").asString("").length() > ITEM_NAME_LENGTH_MAX) {
        errors.add("item_details Name too long");
      }
    }
    if (amount > 0 && sum != amount) {
      errors.add("transaction_details.gross_amount is not equal to the sum of item_details");
    }
  }

  private static Optional<Expiry> expiry(JsonNode body, String field, List<String> errors) {
    JsonNode expiry = body.path(field);
    if (!expiry.isObject()) {
      return Optional.empty();
    }
    long count = expiry.path("duration").asLong(0);
    Optional<Duration> length = length(expiry.path("unit").asString(""), count);
    if (length.isEmpty()) {
      errors.add(field + ".unit or " + field + ".duration is not valid");
      return Optional.empty();
    }
    try {
      String start = expiry.path("start_time").asString("");
      Instant startsAt =
          start.isEmpty() ? null : OffsetDateTime.parse(start, START_TIME).toInstant();
      return Optional.of(new Expiry(startsAt, length.get()));
    } catch (DateTimeParseException _) {
      errors.add(field + ".start_time format is invalid, expected yyyy-MM-dd HH:mm:ss Z");
      return Optional.empty();
    }
  }

  private static Optional<Duration> length(String unit, long count) {
    if (count < 1 || count > Duration.ofDays(7).toMinutes()) {
      return Optional.empty();
    }
    return switch (unit) {
      case "day", "days" -> Optional.of(Duration.ofDays(count));
      case "hour", "hours" -> Optional.of(Duration.ofHours(count));
      case "minute", "minutes" -> Optional.of(Duration.ofMinutes(count));
      default -> Optional.empty();
    };
  }

  private static List<String> enabled(JsonNode body) {
    List<String> enabled = new ArrayList<>();
    body.path("enabled_payments").forEach(method -> enabled.add(method.asString("")));
    return List.copyOf(enabled);
  }

  private static Map<String, String> customFields(JsonNode body) {
    Map<String, String> fields = new LinkedHashMap<>();
    for (String name : List.of("custom_field1", "custom_field2", "custom_field3")) {
      String value = body.path(name).asString("");
      if (!value.isEmpty()) {
        fields.put(name, value);
      }
    }
    return fields;
  }

  private static Optional<URI> finishUrl(JsonNode body) {
    String text = body.path("callbacks").path("finish").asString("");
    return text.startsWith("http://") || text.startsWith("https://")
        ? parsed(text)
        : Optional.empty();
  }

  private static Optional<URI> parsed(String text) {
    try {
      return Optional.of(URI.create(text));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }
}
