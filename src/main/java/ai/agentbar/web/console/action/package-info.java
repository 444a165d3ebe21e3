/**
 * What a person does about alerts, orders, messages and notifications: a page that says what would
 * happen and asks why, and the deed.
 *
 * <p>Promise: nothing is done without a preview and a reason, and without JavaScript all of it can
 * be done. Never: a decision; that is with the rooms that act. Tables: none. Imports: {@code
 * kernel}, {@code web}, {@code web.console}, and the doors of the rooms that act.
 */
@ApplicationModule(
    allowedDependencies = {
      "kernel",
      "order",
      "payment",
      "notification",
      "watch.playbook",
      "watch.alert",
      "watch.runbook",
      "web",
      "web.console"
    })
@NullMarked
package ai.agentbar.web.console.action;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
