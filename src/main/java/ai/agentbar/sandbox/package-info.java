/**
 * The outside world of the profile {@code demo}: Midtrans, a mailbox, WhatsApp, the merchant's own
 * webhook receiver, a Slack channel and buyers, over real HTTP and SMTP on loopback, with switches
 * that break them.
 *
 * <p>Promise: from outside it cannot be told from the originals where {@code midtrans.md} 8 asks
 * for faithfulness: two error dialects, one signature over exactly the strings sent, the retry
 * ladder of 2.5. With a {@code seed} and one caller a run repeats itself.
 *
 * <p>Never: it never shares a bean, a table or a thread with the program it plays against; it is a
 * second web application in the same process and speaks to the first only through sockets. The one
 * exception is {@code program}, which stands before the program's connection pool, since a slow
 * database and a frozen worker cannot be played from outside. Nothing of it outlives the process:
 * it forgets its payments when it stops.
 *
 * <p>Tables: none. Balance: notifications due = delivered + given up + lost + waiting for a retry.
 * Imports: kernel.
 *
 * <p>Where things are: {@code midtrans} the payment gateway, {@code mail}, {@code whatsapp}, {@code
 * merchant} and {@code slack} the receivers, {@code program} what goes wrong inside, {@code buyer}
 * the customers, {@code guide} the newcomer's first minute, {@code fault} the switches, {@code
 * base} what they all stand on. This package starts and stops them.
 */
@ApplicationModule(allowedDependencies = {"kernel"})
@NullMarked
package ai.agentbar.sandbox;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
