package ai.agentbar.sandbox;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * What a browser may do with an answer. The pages bring one stylesheet and no script; nothing else
 * may run in them, but for the front page's guide, which ticks by itself, and the popup, which lies
 * in a frame over a shop's page of this machine and speaks to it. A mail's own HTML may colour
 * itself and nothing more: no script, no form, no request, an origin of its own, and only in a
 * frame of the sandbox.
 */
final class PagePolicy implements Filter {

  private static final String PAGE =
      "default-src 'none'; style-src 'self'; img-src data:; form-action 'self';"
          + " frame-src 'self'; frame-ancestors 'none'; base-uri 'none'";
  private static final String THIS_MACHINE = "http://localhost:* http://127.0.0.1:*";

  /** Its forms lead on to the shop. */
  private static final String FRONT =
      "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; img-src data:;"
          + " form-action 'self' %s; frame-ancestors 'none'; base-uri 'none'"
              .formatted(THIS_MACHINE);

  private static final String POPUP =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src data:; form-action 'self';"
          + " frame-ancestors %s; base-uri 'none'".formatted(THIS_MACHINE);

  private static final String MAIL_HTML =
      "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'none';"
          + " frame-ancestors 'self'; base-uri 'none'";

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (request instanceof HttpServletRequest asked
        && response instanceof HttpServletResponse answer) {
      answer.setHeader("Content-Security-Policy", policy(asked.getRequestURI()));
      answer.setHeader("X-Content-Type-Options", "nosniff");
      answer.setHeader("Cache-Control", "no-store");
    }
    chain.doFilter(request, response);
  }

  private static String policy(String path) {
    if (path.equals("/")) {
      return FRONT;
    }
    if (path.startsWith("/snap/v4/popup/")) {
      return POPUP;
    }
    return path.matches("/mail/[^/]+/html") ? MAIL_HTML : PAGE;
  }
}
