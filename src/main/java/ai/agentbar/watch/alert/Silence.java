package ai.agentbar.watch.alert;

import ai.agentbar.kernel.Actor;
import java.time.Instant;

/**
 * Nobody is told of a rule for a time; it is judged all the same.
 *
 * @param actor who wanted it
 * @param until when it ends by itself
 */
public record Silence(
    SilenceId id, String ruleId, Actor actor, String reason, Instant begunAt, Instant until) {}
