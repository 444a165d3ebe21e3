/**
 * The first second: whether this installation may start, and what its person reads then.
 *
 * <p>Promise: every missing or unfit setting is named in one message before anything else starts,
 * and every failure to start ends in a plain message on standard error. Never: a default password,
 * a guessed key. Tables: none. Imports: nothing of ours.
 */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package ai.agentbar.setup;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
