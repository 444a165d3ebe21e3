/**
 * The buyer's page of one order: its true state, the way to pay, and what was bought.
 *
 * <p>Promise: it shows what this program knows and nothing the browser claims; it opens by the
 * buyer's random token alone and tells it to nobody else. Never: staff's data; a change of an order
 * but to open its payment, and to place it anew where it ended unpaid. Tables: none. Imports:
 * {@code kernel}, {@code order}, {@code payment}, and the {@code Reader} of {@code web.console}.
 */
@ApplicationModule(allowedDependencies = {"kernel", "order", "payment", "web.console"})
@NullMarked
package ai.agentbar.web.checkout;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
