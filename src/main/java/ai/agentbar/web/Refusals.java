package ai.agentbar.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.csrf.CsrfException;

/**
 * What somebody reads who may not: a person who is not logged in is led to the login page and back,
 * a machine is told in a problem detail.
 */
final class Refusals implements AuthenticationEntryPoint, AccessDeniedHandler {

  /** Where the error page of a form that outlived its session leads back to. */
  private static final String STALE_PAGE = "stalePage";

  private final WayBack wayBack;

  Refusals(WayBack wayBack) {
    this.wayBack = wayBack;
  }

  @Override
  public void commence(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException refused)
      throws IOException {
    if (PageRequests.isOne(request)) {
      String next = URLEncoder.encode(wayBack.of(request), StandardCharsets.UTF_8);
      response.setStatus(HttpStatus.FOUND.value());
      response.setHeader(HttpHeaders.LOCATION, "/staff/login?next=" + next);
      return;
    }
    response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
    Problem.of(
            HttpStatus.UNAUTHORIZED,
            "Who are you?",
            "Send Authorization: Bearer and an API key, or log in.")
        .send(response);
  }

  @Override
  public void handle(
      HttpServletRequest request, HttpServletResponse response, AccessDeniedException denied)
      throws IOException {
    HttpStatus status =
        AccessRules.find(request).isPresent() ? HttpStatus.FORBIDDEN : HttpStatus.NOT_FOUND;
    if (PageRequests.isOne(request)) {
      if (denied instanceof CsrfException) {
        request.setAttribute(STALE_PAGE, wayBack.of(request));
      }
      response.sendError(status.value());
    } else {
      problem(status, denied).send(response);
    }
  }

  private static Problem problem(HttpStatus status, AccessDeniedException denied) {
    if (denied instanceof CsrfException) {
      return Problem.of(
          status,
          "Not from a page of ours",
          "Reload the page. A program sends the token that GET /api/staff/session answers in the"
              + " header %s, or an API key.".formatted(CsrfTokens.HEADER));
    }
    return status == HttpStatus.NOT_FOUND
        ? Problem.of(status, "Nothing here", "There is no such endpoint.")
        : Problem.of(
            status, "Not allowed", "Your roles do not include this. Ask whoever may administer.");
  }
}
