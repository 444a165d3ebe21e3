/**
 * Midtrans as its customers see it: Snap, the Core API, the payment page and the notifications,
 * after {@code midtrans.md} sections 1 to 3.
 *
 * <p>{@code Ledger} holds what was paid and decides, {@code Postman} sends what must be told,
 * {@code SnapApi} and {@code CoreApi} speak the two dialects. {@link
 * ai.agentbar.sandbox.midtrans.MidtransSimulator} puts them together and is the only door.
 */
@NullMarked
package ai.agentbar.sandbox.midtrans;

import org.jspecify.annotations.NullMarked;
