/**
 * The gateway's notifications: stored raw before they are answered, then read, confirmed and
 * applied.
 *
 * <p>Promise: a notification is answered 2xx only after its bytes are durable; it stays until it is
 * applied, ignored for a reason, or failed with its error and waiting for a person; the queue is as
 * small as the work, however many days are kept. Never: a wire format, a decision about an order.
 * Tables: {@code payment_inbox} (open, and closed by the day), {@code payment_inbox_rejected}.
 * Balance: received = applied + ignored + failed + waiting. Imports: {@code kernel}, {@code
 * database}, {@code event}, {@code job}, {@code order}, {@code payment}.
 */
@ApplicationModule(allowedDependencies = {"kernel", "database", "event", "job", "order", "payment"})
@NullMarked
package ai.agentbar.payment.inbox;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
