/**
 * The console as people use it: in a real browser, against the running program and its sandbox.
 * Each page is looked at, each button pressed, a whole drill gone through.
 */
@NullMarked
package ai.agentbar.walk;

import org.jspecify.annotations.NullMarked;
