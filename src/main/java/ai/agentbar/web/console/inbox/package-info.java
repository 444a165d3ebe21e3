/**
 * Midtrans' notifications for staff: what came, what became of it, and the raw body, masked.
 *
 * <p>Promise: a page opens the day it names and no other. Never: a change of anything; SQL; an
 * unmasked body. Tables: none. Imports: {@code kernel}, {@code web.console}, and the door of {@code
 * payment}.
 */
@ApplicationModule(allowedDependencies = {"kernel", "payment", "web.console"})
@NullMarked
package ai.agentbar.web.console.inbox;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
