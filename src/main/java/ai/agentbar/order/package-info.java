/**
 * What was ordered, in which state it is, and what was granted for it.
 *
 * <p>Promise: a state never falls in rank; {@code PAID} is final, comes only from a {@link
 * ai.agentbar.order.PaymentProof}, and grants the entitlement exactly once, in the transaction that
 * made it; a grant may rest while its money is gone, and is never taken away. Never: a call out of
 * the process. Tables: {@code orders}, {@code order_entitlement}, {@code order_idempotency}.
 * Balance: orders paid = entitlements. Imports: {@code kernel}, {@code database}, {@code event}.
 */
@ApplicationModule(allowedDependencies = {"kernel", "database", "event"})
@NullMarked
package ai.agentbar.order;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
