/** A dead-man switch that hears pings, and says when it would raise the alarm. */
@NullMarked
package ai.agentbar.sandbox.deadman;

import org.jspecify.annotations.NullMarked;
