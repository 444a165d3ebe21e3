/**
 * The buttons of the runbook, one class each.
 *
 * <p>Promise: a preview counts what its run then touches; a run that was cut off is run again and
 * finds done what was done. Never: a way into another room but its door. Tables: none. Imports:
 * {@code kernel}, {@code job}, {@code notification}, {@code payment}, {@code watch.metric}, {@code
 * watch.playbook}, {@code watch.runbook}.
 */
@ApplicationModule(
    allowedDependencies = {
      "kernel",
      "job",
      "notification",
      "payment",
      "watch.metric",
      "watch.playbook",
      "watch.runbook"
    })
@NullMarked
package ai.agentbar.watch.runbook.action;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
