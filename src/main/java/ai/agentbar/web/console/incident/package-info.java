/**
 * Incidents for staff: what is wrong, how long there is, what was done and by whom, what is
 * learned.
 *
 * <p>Promise: every form works without JavaScript, and none loses what was typed. Never: a decision
 * about an incident; that is with {@code watch.incident}. Tables: none. Imports: {@code kernel},
 * {@code staff}, {@code web}, {@code web.console}, and the doors of the watch it shows. {@link
 * ai.agentbar.web.console.incident.IncidentBriefs} shows the same in small on the page of an alert.
 */
@ApplicationModule(
    allowedDependencies = {
      "kernel",
      "staff",
      "watch.alert",
      "watch.playbook",
      "watch.incident",
      "web",
      "web.console"
    })
@NullMarked
package ai.agentbar.web.console.incident;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
