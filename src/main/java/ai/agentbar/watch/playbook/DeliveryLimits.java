package ai.agentbar.watch.playbook;

import java.time.Duration;

/**
 * How much people are told at most.
 *
 * @param messagesMax messages to one person within {@code within}; what is more waits or is bundled
 * @param bundleWithin what fires within this time goes into one message
 * @param deadManEvery how often the address outside is pinged that misses us when we die
 */
public record DeliveryLimits(
    int messagesMax, Duration within, Duration bundleWithin, Duration deadManEvery) {}
