/**
 * The spine of the watch: what happened, appended in the transaction that made it happen.
 *
 * <p>Promise: an event is stored exactly when its transaction commits, printed once as one JSON
 * line after that commit, and read by every subscriber exactly once, in an order in which nothing
 * is skipped. Never: a decision; nobody in this room knows what an event means for money. Tables:
 * {@code event}, {@code event_cursor}. Balance: appended = folded + lag, per subscriber. Imports:
 * {@code kernel}.
 */
@ApplicationModule(allowedDependencies = "kernel")
@NullMarked
package ai.agentbar.event;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
