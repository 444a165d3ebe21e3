/** AgentBar: the checkout backend of a Midtrans merchant, and the watchman over it. */
@NullMarked
package ai.agentbar;

import org.jspecify.annotations.NullMarked;
