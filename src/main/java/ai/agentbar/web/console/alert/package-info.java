/**
 * Alerts for staff: what fires, what the probes found, what to do, and the page to which the link
 * in every alert message leads.
 *
 * <p>Promise: the page of a firing stands for as long as the firing is kept, also when it is over
 * or its rule is gone from the playbook; without JavaScript all of it can be done. Never: a
 * judgement, a message, an action. Tables: none. Imports: {@code kernel}, {@code web}, {@code
 * web.console}, {@code web.console.incident} for the incident in small, and the doors of the watch
 * it shows.
 */
@ApplicationModule(
    allowedDependencies = {
      "kernel",
      "watch.playbook",
      "watch.alert",
      "watch.delivery",
      "watch.runbook",
      "watch.incident",
      "web",
      "web.console",
      "web.console.incident"
    })
@NullMarked
package ai.agentbar.web.console.alert;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
