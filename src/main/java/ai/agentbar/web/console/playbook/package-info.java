/**
 * The playbook for staff: what is watched, by which numbers, who is told and what they do; when a
 * rule would have fired; whether a changed text could be the playbook and what it would mean.
 *
 * <p>Promise: no address is shown whole; whoever may not tune sees no text of the file; a checked
 * text changes nothing. Never: a judgement, a file that is written. Tables: none. Imports: {@code
 * kernel}, {@code web}, {@code web.console}, and the doors of the watch it shows.
 */
@ApplicationModule(
    allowedDependencies = {
      "kernel",
      "watch.metric",
      "watch.playbook",
      "watch.alert",
      "web",
      "web.console"
    })
@NullMarked
package ai.agentbar.web.console.playbook;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
