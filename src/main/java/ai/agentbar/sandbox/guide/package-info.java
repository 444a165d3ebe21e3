/**
 * The newcomer's first minute: a first sale and a first alert in four clicks, and what each click
 * set going, as the rest of the sandbox saw it.
 */
@NullMarked
package ai.agentbar.sandbox.guide;

import org.jspecify.annotations.NullMarked;
