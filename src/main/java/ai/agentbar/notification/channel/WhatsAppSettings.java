package ai.agentbar.notification.channel;

import ai.agentbar.kernel.Secret;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The merchant's number at WhatsApp's Cloud API.
 *
 * @param version of the Graph API; Meta keeps one for about two years
 * @param phoneNumberId Meta's id of the sending number; with the access token it switches the
 *     channel on
 * @param appSecret signs the reports of what became of a message
 * @param verifyToken a word of one's own, told to Meta with the address for those reports
 * @param readTimeout how long one answer may take; with the connect timeout the limit of a try
 */
@ConfigurationProperties("agentbar.whatsapp")
record WhatsAppSettings(
    @DefaultValue("https://graph.facebook.com") URI url,
    @DefaultValue("v23.0") String version,
    @DefaultValue("") String phoneNumberId,
    @Nullable Secret accessToken,
    @Nullable Secret appSecret,
    @Nullable Secret verifyToken,
    @DefaultValue("3s") Duration connectTimeout,
    @DefaultValue("10s") Duration readTimeout) {}
