package ai.agentbar.web.api;

import ai.agentbar.payment.NotificationInbox;
import ai.agentbar.payment.Receipt;
import ai.agentbar.web.Problem;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Where Midtrans posts its notifications. The answer's code decides how often Midtrans tries again:
 * a 503 buys four more tries over two hours, a 500 only one, a redirect none.
 */
@RestController
@Tag(name = "Webhooks")
class NotificationController {

  /** A notification has about 2 KB. */
  static final int BODY_LENGTH_MAX = 64 * 1024;

  private static final Logger LOG = LoggerFactory.getLogger(NotificationController.class);
  private static final String RETRY_AFTER_SECONDS = "60";

  private final NotificationInbox inbox;

  NotificationController(NotificationInbox inbox) {
    this.inbox = inbox;
  }

  @Operation(
      summary = "Midtrans' HTTP notification",
      description =
          "Answered after the raw bytes are durable; what the notification means is worked out"
              + " afterwards. Any content type is read as JSON.",
      responses = {
        @ApiResponse(
            responseCode = "200",
            description = "Genuine and stored: processed later, duplicate, stale, unknown or test"),
        @ApiResponse(
            responseCode = "400",
            description = "Not a notification",
            content = @Content(schema = @Schema(implementation = Problem.class))),
        @ApiResponse(
            responseCode = "401",
            description = "Not signed with this merchant's key",
            content = @Content(schema = @Schema(implementation = Problem.class))),
        @ApiResponse(
            responseCode = "413",
            description = "Too long to be a notification",
            content = @Content(schema = @Schema(implementation = Problem.class))),
        @ApiResponse(
            responseCode = "503",
            description = "Could not be stored; send it again",
            content = @Content(schema = @Schema(implementation = Problem.class)))
      })
  @PostMapping({"/api/webhooks/midtrans", "/api/webhooks/midtrans/"})
  ResponseEntity<?> receive(HttpServletRequest request) throws IOException {
    byte[] body = request.getInputStream().readNBytes(BODY_LENGTH_MAX + 1);
    if (body.length > BODY_LENGTH_MAX) {
      inbox.refuseOversized();
      return Problem.bodyTooLong(BODY_LENGTH_MAX).answer();
    }
    return switch (inbox.receive(body)) {
      // The media type is set, so that no Accept header can turn a stored notification into an
      // error.
      case Receipt.Stored _ ->
          ResponseEntity.ok()
              .contentType(MediaType.APPLICATION_JSON)
              .body(Map.of("status", "stored"));
      case Receipt.BadSignature _ ->
          Problem.of(
                  HttpStatus.UNAUTHORIZED,
                  "Bad signature",
                  "signature_key does not fit this merchant's server key.")
              .answer();
      case Receipt.Unreadable(String reason) ->
          Problem.of(HttpStatus.BAD_REQUEST, "Not a notification", reason).answer();
    };
  }

  /** The sender hung up, or sent less than it said; nobody here has to act. */
  @ExceptionHandler(IOException.class)
  ResponseEntity<Problem> cutOff(IOException failure) {
    LOG.info("a notification was cut off on its way in: {}", failure.getClass().getSimpleName());
    return Problem.of(HttpStatus.BAD_REQUEST, "Cut off", "The body ended early. Send it again.")
        .answer();
  }

  /** Whatever else went wrong here, Midtrans must try again. */
  @ExceptionHandler(Exception.class)
  ResponseEntity<Problem> notStored(Exception failure) {
    LOG.error("a notification could not be stored; Midtrans is asked to send it again", failure);
    HttpHeaders headers = new HttpHeaders();
    headers.set(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
    return Problem.of(
            HttpStatus.SERVICE_UNAVAILABLE,
            "Not stored",
            "The notification could not be stored now. Send it again later.")
        .answer(headers);
  }
}
