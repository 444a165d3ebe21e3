/**
 * What goes wrong inside the program and cannot be played from outside: a database that is slow, a
 * worker that hangs. {@link ai.agentbar.sandbox.program.Interference} stands between the program
 * and its connection pool in the demo, and lets everything pass while no switch is on.
 */
@NullMarked
package ai.agentbar.sandbox.program;

import org.jspecify.annotations.NullMarked;
