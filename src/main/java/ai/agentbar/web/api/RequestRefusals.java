package ai.agentbar.web.api;

import ai.agentbar.web.PageRequests;
import ai.agentbar.web.Problem;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/**
 * Turns what the framework refuses before it knows a handler into problem details. For every path:
 * without a handler there is no telling whose request it was.
 */
@RestControllerAdvice
class RequestRefusals {

  @ExceptionHandler
  ResponseEntity<Problem> wrongContentType(HttpMediaTypeNotSupportedException failure) {
    return Problem.of(
            HttpStatus.UNSUPPORTED_MEDIA_TYPE,
            "Wrong content type",
            "Send the body with Content-Type: application/json.")
        .answer();
  }

  @ExceptionHandler
  ResponseEntity<Problem> unacceptable(HttpMediaTypeNotAcceptableException failure) {
    return Problem.of(
            HttpStatus.NOT_ACCEPTABLE,
            "Not acceptable",
            "Answers are application/json; send Accept: application/json.")
        .answer();
  }

  /** A person reads the error page, which whoever comes next in line answers with. */
  @ExceptionHandler
  ResponseEntity<Problem> wrongMethod(
      HttpRequestMethodNotSupportedException failure, HttpServletRequest request)
      throws HttpRequestMethodNotSupportedException {
    if (PageRequests.isOne(request)) {
      throw failure;
    }
    return Problem.of(
            HttpStatus.METHOD_NOT_ALLOWED,
            "Wrong method",
            "%s is not possible here.".formatted(failure.getMethod()))
        .answer(failure.getHeaders());
  }
}
