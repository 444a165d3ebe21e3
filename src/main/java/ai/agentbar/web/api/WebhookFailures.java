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
  static final String RETRY_AFTER_SECONDS = "60";

  /** The body ended early, and nobody here has to act; {@link CutOffValve} answers. */
  @ExceptionHandler(IOException.class)
  void cutOff(IOException failure) {
    LOG.info("a webhook was cut off on its way in: {}", failure.getClass().getSimpleName());
  }

  /** Whatever else went wrong here, it was not stored. */
  @ExceptionHandler(Exception.class)
  ResponseEntity<Problem> notStored(Exception failure) {
    LOG.error("a webhook could not be stored; its sender is asked to send it again", failure);
    HttpHeaders headers = new HttpHeaders();
    headers.set(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
    return Problem.of(
            HttpStatus.SERVICE_UNAVAILABLE,
            "Not stored",
            "It could not be stored now. Send it again later.")
        .answer(headers);
  }
}
