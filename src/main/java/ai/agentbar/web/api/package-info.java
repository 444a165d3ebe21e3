/**
 * The API for the merchant's shop and for those who post to us: Midtrans, WhatsApp.
 *
 * <p>Promise: bad input is answered with a problem detail that names the field and the remedy; a
 * notification is answered 200, 400, 401, 413 or 503, never 500 and never a redirect. Never: a
 * decision. Tables: none. Imports: {@code kernel}, {@code job}, {@code notification}, {@code
 * order}, {@code payment}, {@code staff}, {@code staff.audit}, {@code watch.alert}, {@code
 * watch.metric}, {@code watch.playbook}, {@code watch.runbook}, {@code web}.
 */
@ApplicationModule(
    allowedDependencies = {
      "kernel",
      "job",
      "notification",
      "order",
      "payment",
      "staff",
      "staff.audit",
      "watch.alert",
      "watch.metric",
      "watch.playbook",
      "watch.runbook",
      "web"
    })
@NullMarked
package ai.agentbar.web.api;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
