package ai.agentbar.web;

import ai.agentbar.staff.ApiKeys;
import ai.agentbar.staff.Sessions;
import ai.agentbar.staff.StaffSettings;
import jakarta.servlet.DispatcherType;
import java.time.InstantSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.csrf.CsrfFilter;

/**
 * Puts the parts in their order for every request: who is it ({@link ProofFilter}), do they call
 * too often ({@link RateLimitFilter}), did a page of ours send it ({@link CsrfTokens}), may they
 * ({@link AccessRules}). The server's own sessions are not used.
 */
@Configuration(proxyBeanMethods = false)
class WebSecurity {

  /** Scripts, styles and pictures come from here and nowhere else. */
  private static final String CONTENT_SECURITY_POLICY =
      "default-src 'self'; frame-ancestors 'none'; form-action 'self'; base-uri 'none';"
          + " object-src 'none'; img-src 'self' data:;";

  /** The API page's library writes styles into its elements. */
  private static final String API_PAGE_SECURITY_POLICY =
      CONTENT_SECURITY_POLICY + " style-src 'self' 'unsafe-inline'";

  private static final String[] API_PAGE = {"/docs/**", "/swagger-ui/**"};

  /** What the chains share. */
  record Guards(ProofFilter proof, RateLimitFilter limit, Authorization rules, Refusals refusals) {}

  @Bean
  Guards guards(
      ApiKeys keys,
      Sessions sessions,
      SessionCookies cookies,
      StaffSettings staff,
      LimitSettings limits,
      InstantSource clock,
      @Value("${agentbar.metrics.open:false}") boolean metricsOpen) {
    return new Guards(
        new ProofFilter(keys, sessions, cookies, staff),
        new RateLimitFilter(limits, clock),
        new Authorization(metricsOpen),
        new Refusals());
  }

  @Bean
  @Order(1)
  SecurityFilterChain apiPage(HttpSecurity http, Guards guards) throws Exception {
    return common(http.securityMatcher(API_PAGE), guards, API_PAGE_SECURITY_POLICY)
        .csrf(csrf -> csrf.disable())
        .build();
  }

  @Bean
  @Order(2)
  SecurityFilterChain buyerPages(HttpSecurity http, Guards guards) throws Exception {
    return common(http.securityMatcher("/o/**"), guards, CONTENT_SECURITY_POLICY)
        // The token in the address is the proof; no cookie counts here.
        .csrf(csrf -> csrf.disable())
        .build();
  }

  @Bean
  @Order(3)
  SecurityFilterChain everythingElse(HttpSecurity http, Guards guards, SessionCookies cookies)
      throws Exception {
    return common(http, guards, CONTENT_SECURITY_POLICY)
        .csrf(
            csrf ->
                csrf.csrfTokenRepository(new CsrfTokens(cookies))
                    .requireCsrfProtectionMatcher(Authorization::needsCsrfToken))
        .build();
  }

  /** Nobody logs in by the framework's own means. */
  @Bean
  UserDetailsService nobody() {
    return new InMemoryUserDetailsManager();
  }

  private static HttpSecurity common(HttpSecurity http, Guards guards, String contentSecurityPolicy)
      throws Exception {
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
        .headers(
            headers ->
                headers.contentSecurityPolicy(
                    policy -> policy.policyDirectives(contentSecurityPolicy)));
  }
}
