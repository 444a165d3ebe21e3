/**
 * The switches that break the outside world. One immutable {@link ai.agentbar.sandbox.fault.Faults}
 * says what is broken now; whoever is to misbehave asks for it at the moment it acts.
 */
@NullMarked
package ai.agentbar.sandbox.fault;

import org.jspecify.annotations.NullMarked;
