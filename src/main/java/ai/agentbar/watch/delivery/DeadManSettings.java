package ai.agentbar.watch.delivery;

import ai.agentbar.kernel.Secret;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Somebody outside who misses us when we fall silent: Healthchecks, Dead Man's Snitch, an uptime
 * monitor that waits for a push. How often it hears from us stands in the playbook.
 *
 * @param url is asked for with GET; whoever knows it can make us look alive
 */
@ConfigurationProperties("agentbar.dead-man")
record DeadManSettings(@Nullable Secret url) {}
