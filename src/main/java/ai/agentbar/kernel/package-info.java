/**
 * Values every room shares: money, names and secrets. No Spring, no SQL, no state.
 *
 * <p>Promise: a value is valid or does not exist; its constructor names what it refuses. Never: a
 * decision of commerce or watch. Tables: none. Imports: nothing of ours.
 */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package ai.agentbar.kernel;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
