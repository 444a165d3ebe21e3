/**
 * The outbox for staff: what waits, what was given up, and the tries of one message.
 *
 * <p>Promise: no address and no word of a message is shown whole; a page reads the days it names.
 * Never: a change of anything; SQL. Tables: none. Imports: {@code kernel}, {@code event}, {@code
 * web.console}, and the doors of {@code order} and {@code notification}.
 */
@ApplicationModule(
    allowedDependencies = {"kernel", "event", "order", "notification", "web.console"})
@NullMarked
package ai.agentbar.web.console.message;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
