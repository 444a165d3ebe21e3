package ai.agentbar.watch.delivery;

import ai.agentbar.kernel.Secret;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The bot that speaks in Telegram's chats.
 *
 * @param url of the Bot API, or of a server of one's own
 */
@ConfigurationProperties("agentbar.telegram")
record TelegramSettings(
    @DefaultValue("https://api.telegram.org") URI url, @Nullable Secret botToken) {}
