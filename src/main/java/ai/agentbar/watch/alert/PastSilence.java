package ai.agentbar.watch.alert;

import ai.agentbar.kernel.Actor;
import java.time.Instant;

/**
 * A silence that has ended.
 *
 * @param endedBy the program itself where its time was over
 */
public record PastSilence(Silence silence, Instant endedAt, Actor endedBy) {}
