/**
 * The API for the merchant's shop, for staff and their machines, and for those who post to us:
 * Midtrans, WhatsApp.
 *
 * <p>Promise: bad input is answered with a problem detail that names the field and the remedy; a
 * notification is answered 200, 400, 401, 413 or 503, never 500 and never a redirect. Never: a
 * decision. Tables: none. Imports: {@code kernel}, {@code job}, {@code web} and the doors of the
 * rooms that are spoken to over HTTP.
 */
@ApplicationModule(
    allowedDependencies = {
      "kernel",
      "audit",
      "job",
      "notification",
      "order",
      "payment",
      "staff",
      "watch.alert",
      "watch.checklist",
      "watch.incident",
      "watch.metric",
      "watch.playbook",
      "watch.runbook",
      "web"
    })
@NullMarked
package ai.agentbar.web.api;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
