/**
 * What a person looks at once a shift.
 *
 * <p>Promise: every shift in which the program ran has one checklist, filled in with what is
 * measured, the normal band and a link; what is signed is kept as it was signed; one that nobody
 * signs in time is told as an event that a rule counts. Never: a guess about what is not measured:
 * CS tickets are asked of the person. Tables: {@code checklist}, {@code checklist_item}; five rows
 * a shift, kept for good. Balance: checklists = signed + waiting + unsigned + lapsed. Imports:
 * {@code kernel}, {@code event}, {@code job}, {@code watch.metric}, {@code watch.playbook}.
 */
@ApplicationModule(
    allowedDependencies = {"kernel", "event", "job", "watch.metric", "watch.playbook"})
@NullMarked
package ai.agentbar.watch.checklist;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
