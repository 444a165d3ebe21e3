package ai.agentbar.notification.channel;

import ai.agentbar.kernel.Secret;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The merchant's own system, told of what happens to an order.
 *
 * @param url where it listens; with the secret it switches the channel on
 * @param secret signs what is sent: {@code whsec_} and Base64
 * @param previousSecret signs beside it while the receiver changes over
 * @param allowPrivateAddresses for a receiver inside one's own network: then neither its address
 *     nor {@code https} is insisted on
 * @param readTimeout how long one answer may take; with the connect timeout the limit of a try
 */
@ConfigurationProperties("agentbar.webhook")
record WebhookSettings(
    @Nullable URI url,
    @Nullable Secret secret,
    @Nullable Secret previousSecret,
    @DefaultValue("false") boolean allowPrivateAddresses,
    @DefaultValue("3s") Duration connectTimeout,
    @DefaultValue("10s") Duration readTimeout) {}
