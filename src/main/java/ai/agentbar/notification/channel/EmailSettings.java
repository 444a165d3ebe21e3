package ai.agentbar.notification.channel;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How mails to buyers look; the server is {@code spring.mail}'s.
 *
 * @param mailFrom their sender, with a name before it if wanted: {@code Toko <halo@example.com>};
 *     without one no mail is sent to buyers
 * @param mailReplyTo where answers go, if not to the sender
 * @param mailTimeLimit how long one whole conversation with the server may take
 */
@ConfigurationProperties("agentbar.notification")
record EmailSettings(
    @DefaultValue("") String mailFrom,
    @DefaultValue("") String mailReplyTo,
    @DefaultValue("18s") Duration mailTimeLimit) {}
