package ai.agentbar.web;

import ai.agentbar.kernel.Secret;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;

/**
 * Who may see what. The API and the notification endpoint are open to machines, which prove
 * themselves otherwise; the console and the metrics ask for the console's password where there is
 * one.
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
  private static final String STAFF = "staff";

  @Bean
  @Order(1)
  SecurityFilterChain api(HttpSecurity http) throws Exception {
    return common(http.securityMatcher("/api/**"), CONTENT_SECURITY_POLICY)
        // No cookie counts here, so there is nothing a foreign page could borrow.
        .csrf(csrf -> csrf.disable())
        .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
        .build();
  }

  @Bean
  @Order(2)
  SecurityFilterChain apiPage(HttpSecurity http) throws Exception {
    return common(http.securityMatcher(API_PAGE), API_PAGE_SECURITY_POLICY)
        .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
        .build();
  }

  @Bean
  @Order(3)
  SecurityFilterChain buyerPages(HttpSecurity http) throws Exception {
    return common(http.securityMatcher("/o/**"), CONTENT_SECURITY_POLICY)
        // The token in the address is the proof; no cookie counts here either.
        .csrf(csrf -> csrf.disable())
        .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
        .build();
  }

  @Bean
  @Order(4)
  SecurityFilterChain pages(HttpSecurity http, ConsoleSettings settings) throws Exception {
    boolean open = settings.consolePassword() == null;
    return common(http, CONTENT_SECURITY_POLICY)
        .httpBasic(Customizer.withDefaults())
        .authorizeHttpRequests(
            requests -> {
              requests
                  .requestMatchers("/health/**", "/error", "/webjars/**", "/console/**")
                  .permitAll();
              if (open) {
                requests.anyRequest().permitAll();
              } else {
                requests.anyRequest().authenticated();
              }
            })
        .build();
  }

  @Bean
  PasswordEncoder passwordEncoder() {
    return new BCryptPasswordEncoder();
  }

  @Bean
  UserDetailsService staff(ConsoleSettings settings, PasswordEncoder encoder) {
    @Nullable Secret password = settings.consolePassword();
    return password == null
        ? new InMemoryUserDetailsManager()
        : new InMemoryUserDetailsManager(
            User.withUsername(STAFF).password(encoder.encode(password.reveal())).build());
  }

  private static HttpSecurity common(HttpSecurity http, String contentSecurityPolicy)
      throws Exception {
    return http.sessionManagement(
            session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .requestCache(cache -> cache.disable())
        .logout(logout -> logout.disable())
        .formLogin(login -> login.disable())
        .headers(
            headers ->
                headers.contentSecurityPolicy(
                    policy -> policy.policyDirectives(contentSecurityPolicy)));
  }
}
