/**
 * The live page of staff: is money flowing, what is wrong, what to do.
 *
 * <p>Promise: the page is whole without JavaScript, and live with it; one refresh a second serves
 * every reader, however many look. Never: a change of anything; a query per reader. Tables: none.
 * Balance: places taken + places free = places. Imports: {@code kernel}, {@code job}, {@code web},
 * and the doors of the rooms it shows.
 */
@ApplicationModule(
    allowedDependencies = {
      "kernel",
      "event",
      "job",
      "watch.metric",
      "watch.playbook",
      "watch.alert",
      "watch.delivery",
      "web"
    })
@NullMarked
package ai.agentbar.web.console;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
