package ai.agentbar.web;

import ai.agentbar.kernel.Network;
import ai.agentbar.web.StaffProof.Means;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Turns away with 429 who calls too often: a key by its name, whoever orders, pays or comes from
 * the identity provider by address. Notifications are never turned away.
 */
final class RateLimitFilter extends OncePerRequestFilter {

  private static final List<PathPatternRequestMatcher> ORDERS =
      List.of(
          PathPatternRequestMatcher.pathPattern(HttpMethod.POST, "/api/orders"),
          PathPatternRequestMatcher.pathPattern(HttpMethod.POST, "/api/orders/*/pay"),
          PathPatternRequestMatcher.pathPattern(HttpMethod.POST, "/o/*/pay"),
          PathPatternRequestMatcher.pathPattern(HttpMethod.POST, "/o/*/again"));

  /** Each asks the identity provider something. */
  private static final PathPatternRequestMatcher PROVIDER =
      PathPatternRequestMatcher.pathPattern("/staff/provider/**");

  private static final int PROVIDER_PER_MINUTE = 30;

  private final RateLimit orders;
  private final RateLimit provider;
  private final RateLimit keys;
  private final Set<InetAddress> trusted;

  RateLimitFilter(LimitSettings settings, InstantSource clock) {
    this.orders = new RateLimit(settings.ordersPerMinute(), clock);
    this.keys = new RateLimit(settings.keyPerMinute(), clock);
    this.provider = new RateLimit(PROVIDER_PER_MINUTE, clock);
    this.trusted =
        settings.trustedAddresses().stream()
            .map(String::strip)
            .map(InetAddress::ofLiteral)
            .collect(Collectors.toSet());
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    Duration wait = wait(request);
    if (wait.isPositive()) {
      refuse(wait, request, response);
    } else {
      chain.doFilter(request, response);
    }
  }

  private Duration wait(HttpServletRequest request) {
    if (request.getServletPath().startsWith("/api/webhooks/")) {
      return Duration.ZERO;
    }
    if (SecurityContextHolder.getContext().getAuthentication() instanceof StaffProof proof
        && proof.means() == Means.KEY) {
      return keys.take(proof.getName());
    }
    if (PROVIDER.matches(request)) {
      return provider.take(Network.of(request.getRemoteAddr()).text());
    }
    return ORDERS.stream().anyMatch(it -> it.matches(request))
        ? waitOf(InetAddress.ofLiteral(request.getRemoteAddr()))
        : Duration.ZERO;
  }

  private Duration waitOf(InetAddress address) {
    return trusted.contains(address) ? Duration.ZERO : orders.take(Network.of(address).text());
  }

  private static void refuse(
      Duration wait, HttpServletRequest request, HttpServletResponse response) throws IOException {
    long seconds = wait.plusMillis(999).toSeconds();
    response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
    if (request.getServletPath().startsWith("/o/") || PROVIDER.matches(request)) {
      response.sendError(HttpStatus.TOO_MANY_REQUESTS.value());
    } else {
      Problem.of(
              HttpStatus.TOO_MANY_REQUESTS,
              "Too many requests",
              "Ask again in %d seconds.".formatted(seconds))
          .send(response);
    }
  }
}
