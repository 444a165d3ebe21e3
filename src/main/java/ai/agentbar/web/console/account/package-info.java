/**
 * One's own account: who one is here, where one is logged in, another password.
 *
 * <p>Promise: whoever has no account, a key or the demo's person, is told so. Never: a change of
 * anybody else; SQL. Tables: none. Imports: {@code kernel}, {@code web}, {@code web.console}, and
 * the door of {@code staff}.
 */
@ApplicationModule(allowedDependencies = {"kernel", "staff", "web", "web.console"})
@NullMarked
package ai.agentbar.web.console.account;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
