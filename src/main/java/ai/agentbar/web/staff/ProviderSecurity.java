package ai.agentbar.web.staff;

import ai.agentbar.staff.ProviderLogins;
import ai.agentbar.staff.Sessions;
import ai.agentbar.web.SessionCookies;
import ai.agentbar.web.SharedSecurity;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.http.client.SimpleClientHttpRequestFactory;
import org.springframework.http.converter.FormHttpMessageConverter;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.oauth2.client.endpoint.RestClientAuthorizationCodeTokenResponseClient;
import org.springframework.security.oauth2.client.http.OAuth2ErrorResponseErrorHandler;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserService;
import org.springframework.security.oauth2.client.userinfo.DefaultOAuth2UserService;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestCustomizers;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestRedirectFilter;
import org.springframework.security.oauth2.core.http.converter.OAuth2AccessTokenResponseHttpMessageConverter;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestTemplate;

/**
 * The way in by an identity provider, where one is set: authorization code with proof key, state
 * and nonce. It ends in the same session as a password does.
 */
@Configuration(proxyBeanMethods = false)
@Conditional(ProviderSecurity.On.class)
class ProviderSecurity {

  static final String START = "/staff/provider/start";
  private static final String CALLBACK = "/staff/provider/callback";
  private static final Duration CONNECT_MAX = Duration.ofSeconds(3);
  private static final Duration ANSWER_MAX = Duration.ofSeconds(10);

  /** An issuer is set. */
  static final class On implements Condition {

    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
      return !context.getEnvironment().getProperty("agentbar.oidc.issuer", "").isBlank();
    }
  }

  @Bean
  ProviderRegistration providerRegistration(
      ProviderSettings settings, @Value("${agentbar.public-url}") String publicUrl) {
    return new ProviderRegistration(settings, publicUrl.replaceAll("/+$", "") + CALLBACK);
  }

  @Bean
  ProviderErrands providerErrands(
      ProviderRegistration registration,
      ProviderSettings settings,
      SessionCookies cookies,
      InstantSource clock) {
    return new ProviderErrands(
        registration, Objects.requireNonNull(settings.clientSecret()), cookies, clock);
  }

  @Bean
  ProviderArrival providerArrival(
      ProviderLogins logins, Sessions sessions, SessionCookies cookies, ProviderSettings settings) {
    return new ProviderArrival(logins, sessions, cookies, settings);
  }

  @Bean
  @Order(0)
  SecurityFilterChain providerLogin(
      HttpSecurity http,
      SharedSecurity shared,
      ProviderRegistration registration,
      ProviderErrands errands,
      ProviderArrival arrival)
      throws Exception {
    return shared
        .on(http.securityMatcher("/staff/provider/**"))
        // The state says that this browser was sent by us.
        .csrf(csrf -> csrf.disable())
        .oauth2Login(
            login ->
                login
                    .loginPage("/staff/login")
                    .clientRegistrationRepository(registration)
                    .authorizedClientRepository(new NothingKept())
                    .authorizationEndpoint(
                        there ->
                            there
                                .authorizationRequestResolver(asking(registration))
                                .authorizationRequestRepository(errands))
                    .redirectionEndpoint(back -> back.baseUri(CALLBACK))
                    .tokenEndpoint(it -> it.accessTokenResponseClient(tokens()))
                    .userInfoEndpoint(it -> it.oidcUserService(claims()))
                    .successHandler(arrival)
                    .failureHandler(arrival)
                    .withObjectPostProcessor(failingTo(arrival)))
        .build();
  }

  private static DefaultOAuth2AuthorizationRequestResolver asking(
      ProviderRegistration registration) {
    DefaultOAuth2AuthorizationRequestResolver resolver =
        new DefaultOAuth2AuthorizationRequestResolver(registration, START);
    resolver.setAuthorizationRequestCustomizer(OAuth2AuthorizationRequestCustomizers.withPkce());
    return resolver;
  }

  private static RestClientAuthorizationCodeTokenResponseClient tokens() {
    RestClientAuthorizationCodeTokenResponseClient tokens =
        new RestClientAuthorizationCodeTokenResponseClient();
    tokens.setRestClient(
        RestClient.builder()
            .requestFactory(patience())
            .configureMessageConverters(
                it ->
                    it.addCustomConverter(new FormHttpMessageConverter())
                        .addCustomConverter(new OAuth2AccessTokenResponseHttpMessageConverter()))
            .defaultStatusHandler(new OAuth2ErrorResponseErrorHandler())
            .build());
    return tokens;
  }

  private static OidcUserService claims() {
    DefaultOAuth2UserService asked = new DefaultOAuth2UserService();
    RestTemplate rest = new RestTemplate(patience());
    rest.setErrorHandler(new OAuth2ErrorResponseErrorHandler());
    asked.setRestOperations(rest);
    OidcUserService claims = new OidcUserService();
    claims.setOauth2UserService(asked);
    return claims;
  }

  private static SimpleClientHttpRequestFactory patience() {
    SimpleClientHttpRequestFactory requests = new SimpleClientHttpRequestFactory();
    requests.setConnectTimeout(CONNECT_MAX);
    requests.setReadTimeout(ANSWER_MAX);
    return requests;
  }

  /** The filter that sends people there would else answer 500 while the provider is down. */
  private static ObjectPostProcessor<OAuth2AuthorizationRequestRedirectFilter> failingTo(
      ProviderArrival arrival) {
    return new ObjectPostProcessor<>() {
      @Override
      public <O extends OAuth2AuthorizationRequestRedirectFilter> O postProcess(O filter) {
        filter.setAuthenticationFailureHandler(arrival);
        return filter;
      }
    };
  }
}
