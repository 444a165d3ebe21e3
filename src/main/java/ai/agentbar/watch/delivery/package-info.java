/**
 * Tells people of alerts.
 *
 * <p>Promise: who is to be told of a firing and of its end is written in the transaction of the
 * change, once per team and channel; a message that cannot be sent is tried again and then stays
 * visible as failed. Never: a judgement; an address in a log or an event. Tables: {@code
 * alert_delivery}. Balance: deliveries created = sent + failed + waiting. Imports: {@code kernel},
 * {@code event}, {@code job}, {@code mail}, {@code watch.metric}, {@code watch.playbook}, {@code
 * watch.alert}.
 */
@ApplicationModule(
    allowedDependencies = {
      "kernel",
      "event",
      "job",
      "mail",
      "watch.metric",
      "watch.playbook",
      "watch.alert"
    })
@NullMarked
package ai.agentbar.watch.delivery;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
