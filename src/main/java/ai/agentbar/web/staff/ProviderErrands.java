package ai.agentbar.web.staff;

import ai.agentbar.kernel.Secret;
import ai.agentbar.web.OwnPath;
import ai.agentbar.web.SessionCookies;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.web.AuthorizationRequestRepository;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.core.endpoint.PkceParameterNames;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;

/**
 * Keeps what was asked of the provider in the browser itself, as an {@link Errand}; it can be
 * brought back once.
 */
final class ProviderErrands implements AuthorizationRequestRepository<OAuth2AuthorizationRequest> {

  static final Duration VALID = Duration.ofMinutes(10);

  private static final String NEXT = ProviderErrands.class.getName();

  private final ProviderRegistration registration;
  private final Secret secret;
  private final SessionCookies cookies;
  private final InstantSource clock;

  ProviderErrands(
      ProviderRegistration registration,
      Secret secret,
      SessionCookies cookies,
      InstantSource clock) {
    this.registration = registration;
    this.secret = secret;
    this.cookies = cookies;
    this.clock = clock;
  }

  /** Where the person was going, after the errand was brought back. */
  static String next(HttpServletRequest request) {
    return request.getAttribute(NEXT) instanceof String next ? next : OwnPath.HOME;
  }

  /** Only for the browser that was sent with that very state. */
  @Override
  public @Nullable OAuth2AuthorizationRequest loadAuthorizationRequest(HttpServletRequest request) {
    return errand(request).map(this::asked).orElse(null);
  }

  @Override
  public void saveAuthorizationRequest(
      @Nullable OAuth2AuthorizationRequest asked,
      HttpServletRequest request,
      HttpServletResponse response) {
    if (asked == null) {
      clear(response);
      return;
    }
    Errand errand =
        new Errand(
            Objects.requireNonNull(asked.getState()),
            Objects.requireNonNull(asked.<String>getAttribute(OidcParameterNames.NONCE)),
            Objects.requireNonNull(asked.<String>getAttribute(PkceParameterNames.CODE_VERIFIER)),
            OwnPath.of(request.getParameter("next")),
            clock.instant().plus(VALID));
    cookies.writeErrand(errand.sealed(secret), VALID, response);
  }

  @Override
  public @Nullable OAuth2AuthorizationRequest removeAuthorizationRequest(
      HttpServletRequest request, HttpServletResponse response) {
    Optional<Errand> errand = errand(request);
    errand.ifPresent(it -> request.setAttribute(NEXT, it.next()));
    clear(response);
    return errand.map(this::asked).orElse(null);
  }

  private Optional<Errand> errand(HttpServletRequest request) {
    String state = request.getParameter(OAuth2ParameterNames.STATE);
    return cookies
        .readErrand(request)
        .flatMap(it -> Errand.open(it, secret, clock.instant()))
        .filter(it -> it.state().equals(state));
  }

  private void clear(HttpServletResponse response) {
    cookies.writeErrand("", Duration.ZERO, response);
  }

  private OAuth2AuthorizationRequest asked(Errand errand) {
    ClientRegistration client = registration.get();
    return OAuth2AuthorizationRequest.authorizationCode()
        .clientId(client.getClientId())
        .authorizationUri(Objects.requireNonNull(client.getProviderDetails().getAuthorizationUri()))
        .redirectUri(client.getRedirectUri())
        .scopes(client.getScopes())
        .state(errand.state())
        .attributes(
            it -> {
              it.put(OAuth2ParameterNames.REGISTRATION_ID, client.getRegistrationId());
              it.put(OidcParameterNames.NONCE, errand.nonce());
              it.put(PkceParameterNames.CODE_VERIFIER, errand.verifier());
            })
        .build();
  }
}
