package ai.agentbar.web;

import ai.agentbar.job.Role;
import ai.agentbar.job.Roles;
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
 * A process without the role api takes no orders and no notifications: it says so with 503, and
 * whoever asked, Midtrans too, asks again elsewhere or later.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
class ApiRoleFilter extends OncePerRequestFilter {

  private static final Problem NO_API =
      Problem.of(
          HttpStatus.SERVICE_UNAVAILABLE,
          "Not an API process",
          "This process has no role api (AGENTBAR_ROLES). Send the request to one that has.");

  private final boolean api;

  ApiRoleFilter(Roles roles) {
    this.api = roles.include(Role.API);
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return api || !request.getServletPath().startsWith("/api/");
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    NO_API.send(response);
  }
}
