package ai.agentbar.web;

import ai.agentbar.kernel.Secret;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Who may look at the console.
 *
 * @param consolePassword opens the console and the metrics to the user {@code staff}; without one,
 *     in an installation with a label, they are open
 */
@ConfigurationProperties("agentbar")
record ConsoleSettings(@Nullable Secret consolePassword) {}
