/**
 * What people and keys did, for good.
 *
 * <p>Promise: an {@link ai.agentbar.event.Audited} event and its entry stand or fall together;
 * entries form one chain of hashes on any number of nodes; whoever changes, inserts or removes an
 * entry without the head is found by {@link ai.agentbar.staff.audit.Audit#verify}, and whoever
 * rewrites the head as well is found by a head that was kept elsewhere: it is told once a day as
 * the event {@code AUDIT_VERIFIED}. Never: personal data beyond the login of staff. Tables: {@code
 * staff_audit}, {@code staff_audit_head}. Balance: entries = the head's number. Imports: {@code
 * kernel}, {@code database}, {@code event}, {@code job}.
 */
@ApplicationModule(allowedDependencies = {"kernel", "database", "event", "job"})
@NullMarked
package ai.agentbar.staff.audit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
