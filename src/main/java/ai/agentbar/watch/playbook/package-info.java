/**
 * What people agreed on: {@code playbook.yaml}, read and checked. Teams, busy hours, severities,
 * rules with their numbers, and for each alert what, who and which steps.
 *
 * <p>Promise: a playbook that stands is whole; every mistake in the file is told at once, with its
 * line, and the program does not start on it; a changed file is in force within seconds on every
 * node, and a bad one leaves the good one in force and says so. Never: a judgement whether a rule
 * holds. Tables: none. Balance: rules in the file = rules in force + rules turned off. Imports:
 * {@code kernel}, {@code event}, {@code job}, {@code watch.metric} (the names of what can be
 * measured).
 */
@ApplicationModule(allowedDependencies = {"kernel", "event", "job", "watch.metric"})
@NullMarked
package ai.agentbar.watch.playbook;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
