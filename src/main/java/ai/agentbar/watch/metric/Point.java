package ai.agentbar.watch.metric;

import java.time.Instant;

/**
 * One point of a chart.
 *
 * @param at the start of its step
 * @param value by how much a counter grew in the step; the highest value of a gauge in it
 */
public record Point(Instant at, long value) {}
