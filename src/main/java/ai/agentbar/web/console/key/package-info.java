/**
 * The keys of machines for whoever may administer: which there are, who made them, when they were
 * used, and a new one, shown once.
 *
 * <p>Promise: a key stands on the answer to the form that made it and nowhere else. Never: SQL.
 * Tables: none. Imports: {@code kernel}, {@code web}, {@code web.console}, and the door of {@code
 * staff}.
 */
@ApplicationModule(allowedDependencies = {"kernel", "staff", "web", "web.console"})
@NullMarked
package ai.agentbar.web.console.key;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
