/**
 * The overview and the five boards of the playbook: is money flowing, and what do the numbers say.
 *
 * <p>Promise: each page is whole without JavaScript, and live with it; one drawing a second serves
 * every reader who sees the same, however many look; what a board costs depends on its steps, not
 * on the history behind them; from every number the rows behind it are one click away. Never: a
 * change of anything; a query per reader. Tables: none. Balance: places taken + places free =
 * places. Imports: {@code kernel}, {@code event}, {@code job}, {@code web}, {@code web.console},
 * and the doors of the watch it shows.
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
      "web",
      "web.console"
    })
@NullMarked
package ai.agentbar.web.console.board;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
