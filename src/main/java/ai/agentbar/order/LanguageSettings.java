package ai.agentbar.order;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How buyers are written to.
 *
 * @param language for orders that do not say
 */
@ConfigurationProperties("agentbar.notification")
record LanguageSettings(@DefaultValue("id") Language language) {}
