package ai.agentbar.web;

import ai.agentbar.kernel.Actor;
import ai.agentbar.staff.ApiKey;
import ai.agentbar.staff.ApiKeys;
import ai.agentbar.staff.KeyProof;
import ai.agentbar.staff.Role;
import ai.agentbar.staff.Sessions;
import ai.agentbar.staff.StaffSettings;
import ai.agentbar.web.StaffProof.Means;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Finds out who sends a request: by key, else by session, else, in an open demo, because they sit
 * at this machine. A key that is none is refused whatever is asked; a session that has ended makes
 * its browser anybody.
 */
final class ProofFilter extends OncePerRequestFilter {

  private static final String BEARER = "Bearer ";
  private static final Actor DEMO = Actor.person("demo");

  /** Where it makes no difference who asks. */
  private static final List<String> NOBODY_COUNTS =
      List.of("/api/webhooks/", "/o/", "/webjars/", "/console/");

  /** Another name that leads to this machine would be a foreign page's doing. */
  private static final Set<String> OWN_NAMES = Set.of("localhost", "127.0.0.1", "[::1]", "::1");

  private final ApiKeys keys;
  private final Sessions sessions;
  private final SessionCookies cookies;
  private final StaffSettings settings;

  ProofFilter(ApiKeys keys, Sessions sessions, SessionCookies cookies, StaffSettings settings) {
    this.keys = keys;
    this.sessions = sessions;
    this.cookies = cookies;
    this.settings = settings;
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return NOBODY_COUNTS.stream().anyMatch(request.getServletPath()::startsWith);
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    Optional<String> bearer = bearer(request);
    if (bearer.isPresent()) {
      switch (keys.prove(bearer.get())) {
        case KeyProof.Valid(ApiKey key) ->
            remember(new StaffProof(key.actor(), Means.KEY, key.rights()));
        case KeyProof.Invalid(String reason) -> {
          refuse(reason, response);
          return;
        }
      }
    } else {
      bySession(request).or(() -> byPlace(request)).ifPresent(ProofFilter::remember);
    }
    chain.doFilter(request, response);
  }

  static Optional<String> bearer(HttpServletRequest request) {
    return Optional.ofNullable(request.getHeader(HttpHeaders.AUTHORIZATION))
        .filter(it -> it.regionMatches(true, 0, BEARER, 0, BEARER.length()))
        .map(it -> it.substring(BEARER.length()).strip());
  }

  private Optional<StaffProof> bySession(HttpServletRequest request) {
    return cookies
        .read(request)
        .flatMap(sessions::find)
        .map(it -> new StaffProof(it.actor(), Means.SESSION, it.rights()));
  }

  private Optional<StaffProof> byPlace(HttpServletRequest request) {
    return settings.openDemo()
            && OWN_NAMES.contains(request.getServerName())
            && InetAddress.ofLiteral(request.getRemoteAddr()).isLoopbackAddress()
        ? Optional.of(new StaffProof(DEMO, Means.LOOPBACK, Role.TECH_LEAD.rights()))
        : Optional.empty();
  }

  private static void remember(StaffProof proof) {
    SecurityContextHolder.setContext(new SecurityContextImpl(proof));
  }

  private static void refuse(String reason, HttpServletResponse response) throws IOException {
    response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer error=\"invalid_token\"");
    Problem.of(HttpStatus.UNAUTHORIZED, "Key refused", reason).send(response);
  }
}
