/**
 * The buyer's page of one order: its true state, the way to pay, and what was bought.
 *
 * <p>Promise: it shows what this program knows and nothing the browser claims; it opens by the
 * buyer's random token alone and tells it to nobody else. Never: staff's data, a change of an order
 * but to open its payment. Tables: none. Imports: {@code kernel}, {@code order}, {@code payment}.
 */
@ApplicationModule(allowedDependencies = {"kernel", "order", "payment"})
@NullMarked
package ai.agentbar.web.checkout;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
