package ai.agentbar.watch.delivery;

import ai.agentbar.kernel.Secret;
import java.net.URI;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The merchant's number at WhatsApp's Cloud API, the same that writes to buyers, and the template
 * for those on call. Its body takes four texts: what, why, what was found, where.
 *
 * @param alertTemplate the template's name at Meta
 * @param alertLanguage its language there
 */
@ConfigurationProperties("agentbar.whatsapp")
record OnCallPhone(
    @DefaultValue("https://graph.facebook.com") URI url,
    @DefaultValue("v23.0") String version,
    @DefaultValue("") String phoneNumberId,
    @Nullable Secret accessToken,
    @DefaultValue("agentbar_alert") String alertTemplate,
    @DefaultValue("id") String alertLanguage) {

  Locale locale() {
    return Locale.of(alertLanguage.split("_", 2)[0]);
  }
}
