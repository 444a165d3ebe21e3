package ai.agentbar.watch.alert;

import ai.agentbar.kernel.Actor;
import java.time.Instant;

/** Somebody has taken it on; nobody is reminded any more. */
public record Acknowledgement(Actor actor, String note, Instant at) {}
