package ai.agentbar.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import tools.jackson.databind.json.JsonMapper;

/**
 * A problem detail after RFC 9457: what is wrong, where, and what to do about it.
 *
 * @param detail what is wrong with this request, and the remedy
 * @param errors the fields at fault, where fields are
 */
public record Problem(
    String type,
    String title,
    int status,
    String detail,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<FieldError> errors) {

  private static final JsonMapper JSON = new JsonMapper();

  /** One field at fault. */
  public record FieldError(String field, String message) {}

  public static Problem of(HttpStatus status, String title, String detail) {
    return new Problem("about:blank", title, status.value(), detail, List.of());
  }

  /** The request names fields with values that cannot be accepted. */
  public static Problem invalidFields(List<FieldError> errors) {
    String fields = String.join(", ", errors.stream().map(FieldError::field).toList());
    return new Problem(
        "about:blank",
        "Invalid fields",
        HttpStatus.UNPROCESSABLE_CONTENT.value(),
        "These fields cannot be accepted: %s. Correct them and send the request again."
            .formatted(fields),
        errors);
  }

  public static Problem bodyTooLong(int lengthMax) {
    return of(
        HttpStatus.CONTENT_TOO_LARGE,
        "Body too long",
        "The body may have %d bytes at most.".formatted(lengthMax));
  }

  public ResponseEntity<Problem> answer() {
    return answer(new HttpHeaders());
  }

  public ResponseEntity<Problem> answer(HttpHeaders headers) {
    return ResponseEntity.status(status)
        .headers(headers)
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .body(this);
  }

  void send(HttpServletResponse response) throws IOException {
    response.setStatus(status);
    response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
    response.getOutputStream().write(JSON.writeValueAsBytes(this));
  }
}
