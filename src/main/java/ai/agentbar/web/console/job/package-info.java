/**
 * Jobs and processes for staff: what ran when, how long, with what result, what is late, who lives.
 *
 * <p>Promise: a job that is late and one that takes too long are told apart. Never: a change of
 * anything; SQL. Tables: none. Imports: {@code kernel}, {@code web.console}, and the door of {@code
 * job}.
 */
@ApplicationModule(allowedDependencies = {"kernel", "job", "web.console"})
@NullMarked
package ai.agentbar.web.console.job;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
