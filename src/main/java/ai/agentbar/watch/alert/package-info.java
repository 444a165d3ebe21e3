/**
 * Judges the numbers by the playbook's rules, and tells people.
 *
 * <p>Promise: an alert's state survives a restart at any moment; who is to be told of a change is
 * written in the transaction of the change, once per team and channel; a message that cannot be
 * sent is tried again and then stays visible as failed; without data nothing is resolved. Never: an
 * import from commerce; an action on it; an address in a log or an event. Tables: {@code alert},
 * {@code alert_delivery}. Balance: deliveries created = sent + failed + waiting. Imports: {@code
 * kernel}, {@code event}, {@code job}, {@code mail}, {@code watch.metric}, {@code watch.playbook}.
 */
@ApplicationModule(
    allowedDependencies = {"kernel", "event", "job", "mail", "watch.metric", "watch.playbook"})
@NullMarked
package ai.agentbar.watch.alert;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
