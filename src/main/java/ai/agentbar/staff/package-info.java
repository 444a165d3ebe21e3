/**
 * Who may do what: people, their roles and rights, their passwords and sessions, the keys of
 * machines.
 *
 * <p>Promise: there is no default password; of a password, a link, a session and a key only a hash
 * is kept; a right that was taken away is gone with the next request on every node; guessing is
 * limited for all nodes together and answered the same whether the login exists or not; somebody
 * who may administer always remains. Every change is an audited event. Never: what a right allows,
 * which {@code web} says. Tables: {@code staff_person}, {@code staff_role}, {@code staff_link},
 * {@code staff_session}, {@code staff_key}, {@code staff_attempt}. Imports: {@code kernel}, {@code
 * database}, {@code event}, {@code job}.
 */
@ApplicationModule(allowedDependencies = {"kernel", "database", "event", "job"})
@NullMarked
package ai.agentbar.staff;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
