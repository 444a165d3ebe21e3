package ai.agentbar.web.api;

import ai.agentbar.web.Problem;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** What breaks at the endpoints where others post to us: the sender must try again. */
@RestControllerAdvice(assignableTypes = {NotificationController.class, StatusController.class})
class WebhookFailures {

  private static final Logger LOG = LoggerFactory.getLogger(WebhookFailures.class);
  private static final String RETRY_AFTER_SECONDS = "60";

  /**
   * The body ended early: the sender hung up, or this program is ending. Nothing was stored, and
   * after 503 Midtrans comes again more often than after 400.
   */
  @ExceptionHandler(IOException.class)
  ResponseEntity<Problem> cutOff(IOException failure) {
    LOG.info("a webhook was cut off on its way in: {}", failure.getClass().getSimpleName());
    return again("Cut off", "The body ended early. Send it again.");
  }

  /** Whatever else went wrong here, it was not stored. */
  @ExceptionHandler(Exception.class)
  ResponseEntity<Problem> notStored(Exception failure) {
    LOG.error("a webhook could not be stored; its sender is asked to send it again", failure);
    return again("Not stored", "It could not be stored now. Send it again later.");
  }

  private static ResponseEntity<Problem> again(String title, String detail) {
    HttpHeaders headers = new HttpHeaders();
    headers.set(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
    return Problem.of(HttpStatus.SERVICE_UNAVAILABLE, title, detail).answer(headers);
  }
}
