/**
 * What people agreed on: {@code playbook.yaml}, read and checked. Teams, busy hours, severities,
 * rules with their numbers, and for each alert what, who and which steps.
 *
 * <p>Promise: a playbook that stands is whole; every mistake in the file is told at once, with its
 * line, and the program does not start on it. Never: a judgement whether a rule holds. Tables:
 * none. Balance: rules in the file = rules in force. Imports: {@code kernel}, {@code event}, {@code
 * watch.metric} (the names of what can be measured).
 */
@ApplicationModule(allowedDependencies = {"kernel", "event", "watch.metric"})
@NullMarked
package ai.agentbar.watch.playbook;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
