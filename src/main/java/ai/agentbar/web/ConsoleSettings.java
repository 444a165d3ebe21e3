package ai.agentbar.web;

import ai.agentbar.kernel.Secret;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How this installation is reached, and how it calls itself.
 *
 * @param publicUrl the address of this program as buyers, staff and Midtrans reach it
 * @param environmentLabel stands on every page and in every alert of an installation that is not
 *     production; empty in production
 * @param consolePassword opens the console and the metrics to the user {@code staff}; without one,
 *     in an installation with a label, they are open
 */
@ConfigurationProperties("agentbar")
record ConsoleSettings(
    URI publicUrl, @DefaultValue("") String environmentLabel, @Nullable Secret consolePassword) {}
