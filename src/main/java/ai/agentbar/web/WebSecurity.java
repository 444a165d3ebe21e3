package ai.agentbar.web;

import ai.agentbar.staff.ApiKeys;
import ai.agentbar.staff.Sessions;
import ai.agentbar.staff.StaffSettings;
import ai.agentbar.web.SharedSecurity.Guards;
import java.time.InstantSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

/**
 * The chains of filters: each has what is {@linkplain SharedSecurity shared}, and where a cookie
 * counts as proof, a page of ours must have sent what changes something ({@link CsrfTokens}).
 */
@Configuration(proxyBeanMethods = false)
class WebSecurity {

  /**
   * The API page's library brings a style within a picture, which this hash names. After an update
   * of the library it may name it no more: then the page stands as before, and the picture is dark.
   */
  private static final String API_PAGE_SECURITY_POLICY =
      SharedSecurity.CONTENT_SECURITY_POLICY
          + " style-src 'self' 'sha256-RL3ie0nH+Lzz2YNqQN83mnU0J1ot4QL7b99vMdIX99w='";

  private static final String[] API_PAGE = {"/docs/**", "/swagger-ui/**"};

  @Bean
  Guards guards(
      ApiKeys keys,
      Sessions sessions,
      SessionCookies cookies,
      StaffSettings staff,
      LimitSettings limits,
      InstantSource clock,
      ObjectProvider<RequestMappingInfoHandlerMapping> mappings,
      @Value("${agentbar.metrics.open:false}") boolean metricsOpen) {
    return new Guards(
        new ProofFilter(keys, sessions, cookies, staff),
        new RateLimitFilter(limits, clock),
        new Authorization(metricsOpen),
        new Refusals(new WayBack(() -> mappings.stream().toList())));
  }

  @Bean
  @Order(1)
  SecurityFilterChain apiPage(HttpSecurity http, SharedSecurity shared) throws Exception {
    return shared
        .on(http.securityMatcher(API_PAGE), API_PAGE_SECURITY_POLICY)
        .csrf(csrf -> csrf.disable())
        .build();
  }

  @Bean
  @Order(2)
  SecurityFilterChain buyerPages(HttpSecurity http, SharedSecurity shared) throws Exception {
    return shared
        .on(http.securityMatcher("/o/**"))
        // The token in the address is the proof; no cookie counts here.
        .csrf(csrf -> csrf.disable())
        .build();
  }

  @Bean
  @Order(3)
  SecurityFilterChain everythingElse(
      HttpSecurity http, SharedSecurity shared, SessionCookies cookies) throws Exception {
    return shared
        .on(http)
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
}
