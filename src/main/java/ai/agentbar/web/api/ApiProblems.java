package ai.agentbar.web.api;

import ai.agentbar.web.Problem;
import ai.agentbar.web.Problem.FieldError;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Turns a body that cannot be read, and what breaks, into problem details. */
@RestControllerAdvice(
    assignableTypes = {
      OrderController.class,
      RunbookController.class,
      InterventionController.class,
      PeopleController.class,
      KeyController.class,
      SessionController.class,
      AuditController.class
    })
class ApiProblems {

  private static final Logger LOG = LoggerFactory.getLogger(ApiProblems.class);

  @ExceptionHandler
  ResponseEntity<Problem> unreadable(HttpMessageNotReadableException failure) {
    return switch (failure.getCause()) {
      case UnrecognizedPropertyException unknown ->
          Problem.invalidFields(
                  List.of(
                      new FieldError(
                          unknown.getPropertyName(),
                          "is not known here; known are %s"
                              .formatted(unknown.getKnownPropertyIds()))))
              .answer();
      case MismatchedInputException mismatch ->
          Problem.invalidFields(List.of(new FieldError(field(mismatch), "is not text"))).answer();
      case JacksonException malformed ->
          Problem.of(
                  HttpStatus.BAD_REQUEST,
                  "Not JSON",
                  "The body is not JSON: line %d, column %d."
                      .formatted(
                          malformed.getLocation().getLineNr(),
                          malformed.getLocation().getColumnNr()))
              .answer();
      case null, default ->
          Problem.of(
                  HttpStatus.BAD_REQUEST,
                  "No body",
                  "A JSON object is expected; its fields stand at /docs.")
              .answer();
    };
  }

  @ExceptionHandler
  ResponseEntity<Problem> broken(Exception failure) {
    LOG.error("a request at the API broke", failure);
    return Problem.of(
            HttpStatus.INTERNAL_SERVER_ERROR,
            "Something broke",
            "It is not your request. Repeat it in a moment, an order with the same Idempotency-Key.")
        .answer();
  }

  private static String field(MismatchedInputException mismatch) {
    return mismatch.getPath().isEmpty()
        ? "body"
        : String.valueOf(mismatch.getPath().getLast().getPropertyName());
  }
}
