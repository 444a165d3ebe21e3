/**
 * Leads the person who sets the program up through its settings: how each stands, what it is for,
 * what to set, and a press to try it.
 *
 * <p>Promise: the names of settings, never their values; nothing leaves but by a press. Never: a
 * setting changed. Tables: none. Imports: {@code kernel}, {@code web}, {@code web.console}, and the
 * doors of {@code installation} and {@code watch.playbook}.
 */
@ApplicationModule(
    allowedDependencies = {"kernel", "installation", "watch.playbook", "web", "web.console"})
@NullMarked
package ai.agentbar.web.console.setup;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
