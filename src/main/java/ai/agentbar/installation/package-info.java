/**
 * Whether this installation is set up: every setting that counts, tried at the neighbour it is for.
 *
 * <p>Promise: all checks run side by side, one run at a time, each with an end; what they found
 * stays in this process' memory, with its time. What is sent to try a way out is sent because a
 * person pressed for it, no more often than a limit says, and stands in the audit log. Never: a
 * secret or an address in what is found; a setting changed. Another room adds a check as a bean of
 * {@link ai.agentbar.installation.SetupCheck}. Tables: none. Balance: none. Imports: {@code
 * kernel}, {@code event}, {@code mail}, {@code notification}, {@code payment}, {@code watch.alert},
 * {@code watch.playbook}, {@code watch.delivery}, {@code watch.runbook}.
 */
@ApplicationModule(
    allowedDependencies = {
      "kernel",
      "event",
      "mail",
      "notification",
      "payment",
      "watch.alert",
      "watch.playbook",
      "watch.delivery",
      "watch.runbook"
    })
@NullMarked
package ai.agentbar.installation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
