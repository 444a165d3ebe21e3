package ai.agentbar.notification;

import java.time.Instant;

/**
 * How a channel stands, for people.
 *
 * @param on whether this process has it switched on
 * @param stopped whether it waits for a person
 * @param pausedUntil when a pause its provider asked for is over; past where there is none
 * @param reason why it is stopped or paused; masked
 */
public record ChannelStatus(
    ChannelName channel, boolean on, boolean stopped, Instant pausedUntil, String reason) {}
