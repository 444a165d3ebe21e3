/**
 * Payments: attempts at the gateway, what the gateway says of them, and what that means for the
 * order.
 *
 * <p>Promise: every report is judged by one pure table ({@link ai.agentbar.payment.Judgement}); an
 * order is settled only on the gateway's own word; one order has at most one open payment page.
 * Never: a gateway's wire format (that is {@code payment.midtrans}). Tables: {@code
 * payment_attempt}, {@code payment_transaction}, {@code payment_fact}. Imports: {@code kernel},
 * {@code event}, {@code job}, {@code order}.
 */
@ApplicationModule(allowedDependencies = {"kernel", "event", "job", "order"})
@NullMarked
package ai.agentbar.payment;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
