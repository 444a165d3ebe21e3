/**
 * The spine of the watch: what happened, appended in the transaction that made it happen.
 *
 * <p>Promise: an event is stored exactly when its transaction commits, printed once as one JSON
 * line after that commit, and read by every subscriber exactly once, in an order in which nothing
 * is skipped; what it costs to append, to fold and to tell an order's story does not grow with the
 * days that are kept. Never: a decision; nobody in this room knows what an event means for money.
 * Tables: {@code event} by the day, {@code event_order_late}, {@code event_cursor}. Balance:
 * appended = folded + lag, per subscriber. Imports: {@code kernel}, {@code database}.
 */
@ApplicationModule(allowedDependencies = {"kernel", "database"})
@NullMarked
package ai.agentbar.event;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
