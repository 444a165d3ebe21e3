/**
 * Orders for staff: look for one, and read its whole story on one line of time.
 *
 * <p>Promise: personal data is matched and shown masked; what a page costs does not grow with the
 * orders and days that are past. Never: a change of anything; SQL. Tables: none. Imports: {@code
 * kernel}, {@code database}, {@code event}, {@code web.console}, and the doors of {@code order},
 * {@code payment} and {@code notification}.
 */
@ApplicationModule(
    allowedDependencies = {
      "kernel",
      "database",
      "event",
      "order",
      "payment",
      "notification",
      "web.console"
    })
@NullMarked
package ai.agentbar.web.console.order;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
