package ai.agentbar.web;

import ai.agentbar.event.Origin;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.UUID;
import java.util.regex.Pattern;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Gives every request its origin, so that its events and log lines can be found again: the caller's
 * {@code X-Request-Id} where it is harmless, one of ours otherwise, sent back in the answer.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class OriginFilter extends OncePerRequestFilter {

  private static final String REQUEST_ID = "X-Request-Id";
  private static final Pattern HARMLESS = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    Origin origin = new Origin(componentOf(request), requestIdOf(request));
    response.setHeader(REQUEST_ID, origin.requestId());
    try {
      origin.call(
          () -> {
            chain.doFilter(request, response);
            return true;
          });
    } catch (ServletException | IOException | RuntimeException failure) {
      throw failure;
    } catch (Exception failure) {
      throw new ServletException(failure);
    }
  }

  private static Origin.Component componentOf(HttpServletRequest request) {
    return request.getRequestURI().startsWith("/api/webhooks/")
        ? Origin.Component.WEBHOOK
        : Origin.Component.API;
  }

  private static String requestIdOf(HttpServletRequest request) {
    String given = request.getHeader(REQUEST_ID);
    return given != null && HARMLESS.matcher(given).matches()
        ? given
        : UUID.randomUUID().toString();
  }
}
