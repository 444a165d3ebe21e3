package ai.agentbar.web.api;

import ai.agentbar.notification.StatusWebhook;
import ai.agentbar.notification.StatusWebhook.Reception;
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
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Where WhatsApp posts what became of messages. It tries again for up to seven days after any
 * answer but 200.
 */
@RestController
@Tag(name = "Webhooks")
class StatusController {

  /** WhatsApp's own limit for a body. */
  static final int BODY_LENGTH_MAX = 3 * 1024 * 1024;

  private static final int CHALLENGE_LENGTH_MAX = 1_000;
  private static final String PATH = "/api/webhooks/whatsapp";

  private final StatusWebhook webhook;

  StatusController(StatusWebhook webhook) {
    this.webhook = webhook;
  }

  /** The handshake: sent once, when the address is entered at Meta. */
  @Operation(hidden = true)
  @GetMapping({PATH, PATH + "/"})
  ResponseEntity<?> shakeHands(
      @RequestParam(name = "hub.mode", defaultValue = "") String mode,
      @RequestParam(name = "hub.verify_token", defaultValue = "") String token,
      @RequestParam(name = "hub.challenge", defaultValue = "") String challenge) {
    boolean known = webhook.knows(token);
    return known && mode.equals("subscribe") && challenge.length() <= CHALLENGE_LENGTH_MAX
        ? ResponseEntity.ok().contentType(MediaType.TEXT_PLAIN).body(challenge)
        : Problem.of(
                HttpStatus.FORBIDDEN,
                "Not ours",
                "hub.verify_token is not the one of this installation"
                    + " (AGENTBAR_WHATSAPP_VERIFY_TOKEN), or hub.mode is not subscribe.")
            .answer();
  }

  @Operation(
      summary = "WhatsApp's reports of what became of messages",
      description = "Answered after the reports are committed. Whatever else it tells is ignored.",
      responses = {
        @ApiResponse(responseCode = "200", description = "Genuine, and its reports are stored"),
        @ApiResponse(
            responseCode = "400",
            description = "Not JSON",
            content = @Content(schema = @Schema(implementation = Problem.class))),
        @ApiResponse(
            responseCode = "401",
            description = "Not signed with this app's secret",
            content = @Content(schema = @Schema(implementation = Problem.class))),
        @ApiResponse(
            responseCode = "413",
            description = "Too long",
            content = @Content(schema = @Schema(implementation = Problem.class))),
        @ApiResponse(
            responseCode = "503",
            description = "Could not be stored; send it again",
            content = @Content(schema = @Schema(implementation = Problem.class)))
      })
  @PostMapping({PATH, PATH + "/"})
  ResponseEntity<?> receive(HttpServletRequest request) throws IOException {
    byte[] body = request.getInputStream().readNBytes(BODY_LENGTH_MAX + 1);
    if (body.length > BODY_LENGTH_MAX) {
      webhook.refuseOversized();
      return Problem.bodyTooLong(BODY_LENGTH_MAX).answer();
    }
    return switch (webhook.receive(body, request.getHeader("X-Hub-Signature-256"))) {
      case Reception.Stored _ ->
          ResponseEntity.ok()
              .contentType(MediaType.APPLICATION_JSON)
              .body(Map.of("status", "stored"));
      case Reception.BadSignature _ ->
          Problem.of(
                  HttpStatus.UNAUTHORIZED,
                  "Bad signature",
                  "X-Hub-Signature-256 does not fit this app's secret.")
              .answer();
      case Reception.Unreadable(String reason) ->
          Problem.of(HttpStatus.BAD_REQUEST, "Not JSON", reason).answer();
    };
  }
}
