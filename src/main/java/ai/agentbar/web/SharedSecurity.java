package ai.agentbar.web;

import jakarta.servlet.DispatcherType;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.stereotype.Component;

/**
 * What every chain of filters has in common, in its order: who is it ({@link ProofFilter}), do they
 * call too often ({@link RateLimitFilter}), may they ({@link AccessRules}), and what a browser is
 * told to forbid. The server's own sessions are not used.
 */
@Component
public final class SharedSecurity {

  /** Scripts, styles and pictures come from here and nowhere else. */
  static final String CONTENT_SECURITY_POLICY =
      "default-src 'self'; frame-ancestors 'none'; form-action 'self'; base-uri 'none';"
          + " object-src 'none'; img-src 'self' data:;";

  /** No page here looks, listens or asks where somebody is. */
  static final String PERMISSIONS_POLICY =
      "camera=(), microphone=(), geolocation=(), usb=(), browsing-topics=()";

  private static final long A_YEAR_IN_SECONDS = 31_536_000;

  /** What the chains share. */
  record Guards(ProofFilter proof, RateLimitFilter limit, Authorization rules, Refusals refusals) {}

  private final Guards guards;
  private final boolean https;

  SharedSecurity(Guards guards, @Value("${agentbar.public-url}") String publicUrl) {
    this.guards = guards;
    this.https = publicUrl.startsWith("https://");
  }

  /** For a chain of the pages of staff. */
  public HttpSecurity on(HttpSecurity http) throws Exception {
    return on(http, CONTENT_SECURITY_POLICY);
  }

  HttpSecurity on(HttpSecurity http, String contentSecurityPolicy) throws Exception {
    return http.sessionManagement(
            session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .requestCache(cache -> cache.disable())
        .logout(logout -> logout.disable())
        .formLogin(login -> login.disable())
        .addFilterBefore(guards.proof(), CsrfFilter.class)
        .addFilterBefore(guards.limit(), CsrfFilter.class)
        .exceptionHandling(
            refused ->
                refused
                    .authenticationEntryPoint(guards.refusals())
                    .accessDeniedHandler(guards.refusals()))
        .authorizeHttpRequests(
            requests ->
                requests
                    // Parts of requests that were allowed already.
                    .dispatcherTypeMatchers(
                        DispatcherType.ASYNC, DispatcherType.ERROR, DispatcherType.FORWARD)
                    .permitAll()
                    .anyRequest()
                    .access(
                        (proof, asked) ->
                            new AuthorizationDecision(
                                guards.rules().allows(asked.getRequest(), proof.get()))))
        .headers(headers -> forbid(headers, contentSecurityPolicy));
  }

  /** Beside what the framework forbids by itself: to guess at types, and to keep pages. */
  private void forbid(HeadersConfigurer<HttpSecurity> headers, String contentSecurityPolicy) {
    headers
        .contentSecurityPolicy(policy -> policy.policyDirectives(contentSecurityPolicy))
        .referrerPolicy(policy -> policy.policy(ReferrerPolicy.SAME_ORIGIN))
        .permissionsPolicyHeader(policy -> policy.policy(PERMISSIONS_POLICY))
        // A neighbouring host is nobody's business here.
        .httpStrictTransportSecurity(
            hsts ->
                hsts.requestMatcher(_ -> https)
                    .includeSubDomains(false)
                    .maxAgeInSeconds(A_YEAR_IN_SECONDS));
  }
}
