package ai.agentbar.notification.channel;

import ai.agentbar.notification.DeliveryReport;
import ai.agentbar.notification.DeliveryStatus;
import ai.agentbar.notification.SendResult;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads the body of a status webhook: {@code entry[].changes[].value.statuses[]}. What else stands
 * in it, messages of buyers above all, is passed over, and so is a status without a name of the
 * message or of a kind not known here.
 */
final class WhatsAppReports {

  private static final JsonMapper JSON = new JsonMapper();
  private static final int NAME_LENGTH_MAX = 255;

  /** PostgreSQL and people agree on years of four digits. */
  private static final long SECONDS_MAX = 253_402_300_799L;

  /** An error in a report has no HTTP status; it is about the message, as a 400 would be. */
  private static final int AS_REFUSED = 400;

  private WhatsAppReports() {}

  /**
   * The reports in it, in their order.
   *
   * @param now stands for the time of a status that names none
   * @throws tools.jackson.core.JacksonException where it is not JSON
   */
  static List<DeliveryReport> read(byte[] body, Instant now) {
    List<DeliveryReport> reports = new ArrayList<>();
    for (JsonNode entry : JSON.readTree(body).path("entry")) {
      for (JsonNode change : entry.path("changes")) {
        for (JsonNode status : change.path("value").path("statuses")) {
          report(status, now).ifPresent(reports::add);
        }
      }
    }
    return reports;
  }

  private static Optional<DeliveryReport> report(JsonNode status, Instant now) {
    String key = name(status, "biz_opaque_callback_data");
    String id = name(status, "id");
    Optional<DeliveryStatus> kind = kind(status.path("status").asString(""));
    if (kind.isEmpty() || (key.isEmpty() && id.isEmpty())) {
      return Optional.empty();
    }
    SendResult result =
        kind.get() == DeliveryStatus.FAILED
            ? failure(status.path("errors").path(0))
            : new SendResult.Accepted(id);
    return Optional.of(new DeliveryReport(key, id, kind.get(), at(status, now), result));
  }

  private static Optional<DeliveryStatus> kind(String status) {
    return switch (status) {
      case "sent" -> Optional.of(DeliveryStatus.SENT);
      case "delivered" -> Optional.of(DeliveryStatus.DELIVERED);
      case "read" -> Optional.of(DeliveryStatus.READ);
      case "failed" -> Optional.of(DeliveryStatus.FAILED);
      default -> Optional.empty();
    };
  }

  private static SendResult failure(JsonNode error) {
    int code = error.path("code").asInt(-1);
    String words = error.path("title").asString(error.path("message").asString(""));
    return WhatsAppErrors.judged(
        new WhatsAppErrors.Told(
            code,
            AS_REFUSED,
            1,
            false,
            Reason.quoted("WhatsApp reports error %d: %s".formatted(code, words)),
            Optional.empty()));
  }

  /** Unix seconds, as text. */
  private static Instant at(JsonNode status, Instant now) {
    long seconds = status.path("timestamp").asLong(-1);
    return seconds < 0 || seconds > SECONDS_MAX ? now : Instant.ofEpochSecond(seconds);
  }

  /** In a form that can be stored and looked up. */
  private static String name(JsonNode status, String field) {
    String name = status.path(field).asString("").replace("\u0000", "");
    return name.substring(0, Math.min(name.length(), NAME_LENGTH_MAX));
  }
}
