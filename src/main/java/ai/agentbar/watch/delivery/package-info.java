/**
 * Tells people of alerts.
 *
 * <p>Promise: who is to be told of a firing, of its growing worse and of its end is written in the
 * transaction of the change, once for each contact; a message says what is known when it leaves;
 * what fires together leaves together, each alert once; nobody gets more messages than the playbook
 * allows, whichever node sends, and what exceeds goes into the next; who cannot be told has the
 * next contact told; a crash may double a message and loses none. The dead-man switch outside hears
 * from us only while rules are judged on fresh numbers. Never: a judgement; an address in a log, an
 * event or a row. Tables: {@code alert_delivery}, {@code alert_lane}, {@code alert_dead_man}.
 * Balance: deliveries created = sent + failed + cancelled + waiting. Imports: {@code kernel},
 * {@code event}, {@code job}, {@code mail}, {@code watch.metric}, {@code watch.playbook}, {@code
 * watch.alert}, {@code watch.runbook}.
 */
@ApplicationModule(
    allowedDependencies = {
      "kernel",
      "event",
      "job",
      "mail",
      "watch.metric",
      "watch.playbook",
      "watch.alert",
      "watch.runbook"
    })
@NullMarked
package ai.agentbar.watch.delivery;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
