/**
 * The customers: they order at the shop, choose a method, think, pay, are refused, or walk away.
 * They act over HTTP like everybody else and know nothing a browser would not.
 */
@NullMarked
package ai.agentbar.sandbox.buyer;

import org.jspecify.annotations.NullMarked;
