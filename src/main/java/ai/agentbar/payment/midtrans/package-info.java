/**
 * The one place that knows Midtrans: its wire format, its signature, its words for a status, its
 * two hosts and their two error dialects.
 *
 * <p>Promise: what Midtrans says is read from the raw text, and what it does not say is not
 * guessed; every call has timeouts and a circuit breaker. Never: a decision about an order. Tables:
 * none. Imports: {@code kernel}, {@code event}, {@code order}, {@code payment}.
 */
@ApplicationModule(allowedDependencies = {"kernel", "event", "order", "payment"})
@NullMarked
package ai.agentbar.payment.midtrans;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
