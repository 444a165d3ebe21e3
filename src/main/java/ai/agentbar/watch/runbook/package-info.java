/**
 * What is looked at and what can be done when an alert fires.
 *
 * <p>Promise: the probes of an alert run by themselves, side by side, and what they found in time
 * is handed to {@code watch.alert} before people are told; an action runs once at a time on
 * whatever nodes, says before what it will touch and afterwards what it did, by whom and why; a
 * runner that dies loses its run to another; what only people can do is ticked by them. Never: a
 * rule, a message, a way of its own into another room's tables. Tables: {@code runbook_diagnosis},
 * {@code runbook_run}, {@code runbook_tick}. Balance: runs begun = done + failed + under way.
 * Imports: {@code kernel}, {@code event}, {@code job}, {@code order}, {@code payment}, {@code
 * notification}, {@code watch.metric}, {@code watch.playbook}, {@code watch.alert}. What is looked
 * at and what is done stand in {@code probe} and {@code action}.
 */
@ApplicationModule(
    allowedDependencies = {
      "kernel",
      "event",
      "job",
      "order",
      "payment",
      "notification",
      "watch.metric",
      "watch.playbook",
      "watch.alert"
    })
@NullMarked
package ai.agentbar.watch.runbook;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
