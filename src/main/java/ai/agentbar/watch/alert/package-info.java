/**
 * Judges the numbers by the playbook's rules.
 *
 * <p>Promise: an alert's state survives a restart at any moment; a rule fires once at a time,
 * whichever node judges it; without data nothing is resolved. Never: an import from commerce; a
 * message; an action. Whoever tells people or acts listens to {@link
 * ai.agentbar.watch.alert.AlertEvent} in the transaction of the change. Tables: {@code alert},
 * {@code alert_firing}, {@code alert_probe_result}, {@code alert_silence}, {@code alert_judged}.
 * Balance: firings begun = going on + over. Imports: {@code kernel}, {@code event}, {@code job},
 * {@code watch.metric}, {@code watch.playbook}.
 */
@ApplicationModule(
    allowedDependencies = {"kernel", "event", "job", "watch.metric", "watch.playbook"})
@NullMarked
package ai.agentbar.watch.alert;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
