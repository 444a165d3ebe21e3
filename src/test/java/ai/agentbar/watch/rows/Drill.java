package ai.agentbar.watch.rows;

import java.time.Duration;

/**
 * How an alert is made to fire and to resolve.
 *
 * @param pause how long nothing happens first, so that what earlier drills did is out of its window
 * @param below brings its number to the last value that is fine
 * @param above brings it one further
 * @param mended takes the cause away, and lets the hold pass
 */
record Drill(String rule, Duration pause, Runnable below, Runnable above, Runnable mended) {}
