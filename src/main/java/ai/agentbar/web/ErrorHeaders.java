package ai.agentbar.web;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;

/**
 * Forbids a browser the same on the page of an error that arose before the chains of filters wrote
 * their headers: a form that is too long, an address the firewall refuses. What a chain wrote
 * already stays as it is.
 */
final class ErrorHeaders extends HttpFilter {

  private static final long serialVersionUID = 1L;

  private static final Map<String, String> FORBIDDING =
      Map.of(
          "Content-Security-Policy",
          SharedSecurity.CONTENT_SECURITY_POLICY,
          "X-Content-Type-Options",
          "nosniff",
          "X-Frame-Options",
          "DENY",
          "Permissions-Policy",
          SharedSecurity.PERMISSIONS_POLICY,
          "Referrer-Policy",
          "same-origin",
          HttpHeaders.CACHE_CONTROL,
          "no-cache, no-store, max-age=0, must-revalidate");

  @Configuration(proxyBeanMethods = false)
  static class Registration {

    @Bean
    FilterRegistrationBean<ErrorHeaders> errorHeaders() {
      FilterRegistrationBean<ErrorHeaders> filter =
          new FilterRegistrationBean<>(new ErrorHeaders());
      filter.setDispatcherTypes(DispatcherType.ERROR);
      filter.setOrder(Ordered.HIGHEST_PRECEDENCE);
      return filter;
    }
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    FORBIDDING.forEach(
        (header, value) -> {
          if (!response.containsHeader(header)) {
            response.setHeader(header, value);
          }
        });
    chain.doFilter(request, response);
  }
}
