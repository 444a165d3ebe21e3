/**
 * Messages to buyers and to the merchant's own system: what is due, in which words, by which way,
 * and what became of it.
 *
 * <p>Promise: a message is a row written in the transaction of the change it tells of, unique per
 * order, channel and template; it is sent, or it stands visibly failed. A receipt may come twice, a
 * reminder never; every possible double is marked. No channel delays another. Never: a change of an
 * order. Tables: {@code notification_outbox}, {@code notification_reminder}, {@code
 * notification_reminder_pause}, {@code notification_channel}. Balance: created = sent + failed +
 * unknown + skipped + waiting. Imports: {@code kernel}, {@code event}, {@code job}, {@code order}.
 */
@ApplicationModule(allowedDependencies = {"kernel", "event", "job", "order"})
@NullMarked
package ai.agentbar.notification;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
