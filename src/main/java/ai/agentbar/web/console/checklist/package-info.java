/**
 * Checklists for staff: what each shift looks at, who signed it, and which nobody signed.
 *
 * <p>Promise: without JavaScript all of it can be done, and a refused signature loses nothing that
 * was typed. Never: a number of its own; a change of what is signed. Tables: none. Imports: {@code
 * kernel}, {@code web}, {@code web.console}, and the doors of {@code watch.checklist} and {@code
 * watch.playbook}.
 */
@ApplicationModule(
    allowedDependencies = {"kernel", "watch.checklist", "watch.playbook", "web", "web.console"})
@NullMarked
package ai.agentbar.web.console.checklist;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
