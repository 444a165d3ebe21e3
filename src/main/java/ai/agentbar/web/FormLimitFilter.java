package ai.agentbar.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Turns a form away that says it is longer than any form of its page, before a byte of it is read.
 * One that does not say how long it is reaches the server's own limit, as large as {@link
 * #PLAYBOOK_FORM_LENGTH_MAX}.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 2)
class FormLimitFilter extends OncePerRequestFilter {

  static final int FORM_LENGTH_MAX = 64 * 1024;

  /** A whole text with its commas, quotes and line ends written out. */
  static final int POST_MORTEM_FORM_LENGTH_MAX = 1024 * 1024;

  static final int PLAYBOOK_FORM_LENGTH_MAX = 2 * 1024 * 1024;

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return request.getServletPath().startsWith("/api/");
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (request.getContentLengthLong() > lengthMax(request.getServletPath())) {
      response.sendError(HttpStatus.CONTENT_TOO_LARGE.value());
      return;
    }
    chain.doFilter(request, response);
  }

  private static int lengthMax(String path) {
    if (path.startsWith("/playbook/check")) {
      return PLAYBOOK_FORM_LENGTH_MAX;
    }
    return path.matches("/incidents/\\d+/post-mortem")
        ? POST_MORTEM_FORM_LENGTH_MAX
        : FORM_LENGTH_MAX;
  }
}
