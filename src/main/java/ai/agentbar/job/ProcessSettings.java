package ai.agentbar.job;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What this process is.
 *
 * @param roles what it does: any of api, worker, scheduler, watch; all of them by default
 * @param instance its name beside the other processes, which no two may share; host name and
 *     process id by default
 */
@ConfigurationProperties("agentbar")
record ProcessSettings(
    @DefaultValue({"api", "worker", "scheduler", "watch"}) List<String> roles,
    @Nullable String instance) {}
