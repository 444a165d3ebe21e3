/**
 * What the program can look at by itself, one class each.
 *
 * <p>Promise: a probe changes nothing, anywhere; its finding is one sentence with numbers in two
 * languages, without anything personal. Never: a wait without an end. Tables: none. Imports: {@code
 * kernel}, {@code job}, {@code mail}, {@code notification}, {@code payment}, {@code watch.alert},
 * {@code watch.metric}, {@code watch.playbook}, {@code watch.runbook}.
 */
@ApplicationModule(
    allowedDependencies = {
      "kernel",
      "job",
      "mail",
      "notification",
      "payment",
      "watch.alert",
      "watch.metric",
      "watch.playbook",
      "watch.runbook"
    })
@NullMarked
package ai.agentbar.watch.runbook.probe;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
