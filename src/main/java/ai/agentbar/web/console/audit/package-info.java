/**
 * The audit log for staff: who did what, to what, why; whether the log is whole; all of it to take
 * along.
 *
 * <p>Promise: an entry stands with its hash, so that whoever keeps a page can prove it later; what
 * is taken along is read page by page, never all at once. Never: a change; SQL. Tables: none.
 * Imports: {@code kernel}, {@code web.console}, and the door of {@code audit}.
 */
@ApplicationModule(allowedDependencies = {"kernel", "audit", "web.console"})
@NullMarked
package ai.agentbar.web.console.audit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
