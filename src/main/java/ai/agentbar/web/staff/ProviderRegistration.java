package ai.agentbar.web.staff;

import ai.agentbar.kernel.Secret;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;

/**
 * What the provider publishes of itself, asked for when the first person comes: a provider that is
 * down keeps nobody from starting the program. Asked once, and again after a failure; each wait
 * ends after 30 s (the framework's own limit).
 */
final class ProviderRegistration implements ClientRegistrationRepository {

  static final String ID = "oidc";
  static final String UNREACHABLE = "provider_unreachable";

  private final ProviderSettings settings;
  private final String callback;
  private volatile @Nullable ClientRegistration known;

  ProviderRegistration(ProviderSettings settings, String callback) {
    this.settings = settings;
    this.callback = callback;
  }

  @Override
  public @Nullable ClientRegistration findByRegistrationId(String id) {
    return id.equals(ID) ? get() : null;
  }

  /**
   * The one there is.
   *
   * @throws OAuth2AuthenticationException where the provider does not answer as it should
   */
  ClientRegistration get() {
    ClientRegistration before = known;
    if (before != null) {
      return before;
    }
    try {
      ClientRegistration found = discovered();
      known = found;
      return found;
    } catch (RuntimeException failure) {
      throw new OAuth2AuthenticationException(new OAuth2Error(UNREACHABLE), failure);
    }
  }

  private ClientRegistration discovered() {
    Secret secret = Objects.requireNonNull(settings.clientSecret());
    return ClientRegistrations.fromIssuerLocation(settings.issuer())
        .registrationId(ID)
        .clientId(settings.clientId())
        .clientSecret(secret.reveal())
        .redirectUri(callback)
        .scope("openid", "email", "profile")
        .build();
  }
}
