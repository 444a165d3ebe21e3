package ai.agentbar.sandbox.whatsapp;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A refusal in the form of Meta's Graph API.
 *
 * @param httpStatus the HTTP status it comes with
 * @param type {@code OAuthException} for nearly everything
 * @see <a
 *     href="https://developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes">Meta</a>
 */
record GraphError(int httpStatus, int code, String type, String title, String details) {

  private static final String OAUTH = "OAuthException";

  static GraphError missing(String parameter) {
    return new GraphError(
        400, 100, OAUTH, "The parameter %s is required.".formatted(parameter), parameter);
  }

  static GraphError invalid(String details) {
    return new GraphError(400, 131009, OAUTH, "Parameter value is not valid", details);
  }

  /** As Meta words it; a code that is not in the table is a bad request. */
  static GraphError of(int code) {
    return switch (code) {
      case 2 -> known(503, code, "API Service", "Temporary due to downtime or being overloaded.");
      case 4 -> known(429, code, "API Too Many Calls", "The app has reached its rate limit.");
      case 10 -> known(403, code, "API Permission Denied", "Permission is not granted.");
      case 190 ->
          known(401, code, "Invalid OAuth access token", "The access token could not be decrypted");
      case 368 -> known(403, code, "Temporarily blocked for policies violations", "Restricted.");
      case 80007 -> known(429, code, "Rate limit issues", "The account reached its rate limit.");
      case 130429 ->
          known(429, code, "Rate limit hit", "Cloud API message throughput has been reached.");
      case 131000 ->
          known(500, code, "Something went wrong", "Message failed to send: unknown error.");
      case 131026 ->
          known(400, code, "Message undeliverable", "The recipient cannot receive this message.");
      case 131031 -> known(403, code, "Account has been locked", "The account is restricted.");
      case 131042 -> known(400, code, "Business eligibility payment issue", "No payment method.");
      case 131047 ->
          known(400, code, "Re-engagement message", "More than 24 hours passed; send a template.");
      case 131049 -> known(400, code, "Meta chose not to deliver", "Healthy ecosystem engagement.");
      case 131056 ->
          known(429, code, "Pair rate limit hit", "Too many messages to this phone number.");
      case 132001 -> known(404, code, "Template does not exist", "No template of that language.");
      default -> known(400, code, "Request failed", "The sandbox was told to refuse with this.");
    };
  }

  /** The body of the answer. */
  Map<String, Object> body(String traceId) {
    Map<String, Object> error = new LinkedHashMap<>();
    error.put("message", "(#%d) %s".formatted(code, title));
    error.put("type", type);
    error.put("code", code);
    error.put("error_data", Map.of("messaging_product", "whatsapp", "details", details));
    error.put("fbtrace_id", traceId);
    return Map.of("error", error);
  }

  /** As a status webhook says it of a message that failed after all. */
  Map<String, Object> inStatus() {
    return Map.of(
        "code",
        code,
        "title",
        title,
        "message",
        title,
        "error_data",
        Map.of("details", details),
        "href",
        "https://developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes/");
  }

  private static GraphError known(int httpStatus, int code, String title, String details) {
    return new GraphError(httpStatus, code, OAUTH, title, details);
  }
}
