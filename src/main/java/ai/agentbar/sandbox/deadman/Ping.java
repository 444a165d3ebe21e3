package ai.agentbar.sandbox.deadman;

import java.time.Instant;

/**
 * One sign of life as it arrived.
 *
 * @param hook the path it came to, below {@code /dead-man}
 */
record Ping(long id, String hook, Instant receivedAt) {}
