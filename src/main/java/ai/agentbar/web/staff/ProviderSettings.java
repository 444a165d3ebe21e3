package ai.agentbar.web.staff;

import ai.agentbar.kernel.Secret;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The identity provider by which staff may log in (OpenID Connect); there is none where no issuer
 * is set.
 *
 * @param issuer its address, under which it publishes its configuration
 * @param clientId as which it knows this program
 * @param clientSecret by which this program proves itself there, and seals what goes along
 * @param personBy the claim that names a person here
 */
@ConfigurationProperties("agentbar.oidc")
record ProviderSettings(
    @DefaultValue("") String issuer,
    @DefaultValue("") String clientId,
    @Nullable Secret clientSecret,
    @DefaultValue("email") PersonBy personBy) {

  enum PersonBy {
    /** A verified address, which somebody who may administer gave that person. */
    EMAIL,
    /** The login itself. */
    PREFERRED_USERNAME
  }

  boolean isOn() {
    return !issuer.isBlank();
  }
}
