/**
 * Asks Midtrans about payments whose notifications did not come, and ends the orders whose time to
 * pay is over.
 *
 * <p>Promise: every order is asked about from its first moment until it has ended, by a schedule
 * that follows method and deadline, ten times faster while notifications are silent, and never
 * faster than a rate of its own, so that a run does not delay what notifications bring in; no order
 * ends unpaid unless Midtrans was asked about all of its pages after that was decided and right
 * before it was done, and nothing was applied in between. Never: a judgement of a report (that is
 * {@code payment}), a wire format. Tables: {@code payment_reconciliation}. Balance: asked = paid +
 * expired + unchanged + failed + failed orders, in every run. Imports: {@code kernel}, {@code
 * event}, {@code job}, {@code order}, {@code payment}.
 */
@ApplicationModule(allowedDependencies = {"kernel", "event", "job", "order", "payment"})
@NullMarked
package ai.agentbar.payment.reconciliation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
