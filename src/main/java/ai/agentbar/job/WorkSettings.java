package ai.agentbar.job;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How work goes on without a request.
 *
 * @param automatic whether it goes on by itself; tests let it settle instead
 * @param stalledAfter how long one step of a loop may take before its role counts as stalled
 * @param drainWithin how long the end of the process waits for steps and job runs under way; less
 *     than {@code spring.lifecycle.timeout-per-shutdown-phase}
 */
@ConfigurationProperties("agentbar.work")
record WorkSettings(
    @DefaultValue("true") boolean automatic,
    @DefaultValue("30s") Duration stalledAfter,
    @DefaultValue("10s") Duration drainWithin) {}
