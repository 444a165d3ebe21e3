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
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
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
}
