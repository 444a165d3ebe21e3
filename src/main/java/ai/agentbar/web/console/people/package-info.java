/**
 * People for whoever may administer: who works here, in which roles, who joins, who leaves.
 *
 * <p>Promise: a one-time link is shown on the answer to the form that made it and nowhere else; the
 * last who may administer is named as such before anybody tries. Never: a password; SQL. Tables:
 * none. Imports: {@code kernel}, {@code web}, {@code web.console}, and the door of {@code staff}.
 */
@ApplicationModule(allowedDependencies = {"kernel", "staff", "web", "web.console"})
@NullMarked
package ai.agentbar.web.console.people;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
