/**
 * What people do about alerts.
 *
 * <p>Promise: every firing belongs to one incident from the transaction on in which it fires;
 * whatever happens to the firing stands in the incident's timeline; a clock that runs out is told
 * before it has, each share once, on whatever node and after whatever restart. Never: a judgement
 * on a metric; an action. Tables: {@code incident}, {@code incident_firing}, {@code incident_step},
 * {@code incident_entry}, {@code incident_escalation}, {@code incident_post_mortem}; incidents are
 * few and kept for good. Balance: firings = the members of all incidents; what is told of a firing
 * = entries + entries left out. Imports: {@code kernel}, {@code event}, {@code job}, {@code
 * watch.metric}, {@code watch.playbook}, {@code watch.alert}, {@code watch.delivery}.
 *
 * <p>Locks, in this order: a firing's row, the gate, an incident's row. Whoever comes from an
 * alert's transaction or writes into several incidents takes the gate; a person's change locks its
 * one incident and nothing after it.
 */
@ApplicationModule(
    allowedDependencies = {
      "kernel",
      "event",
      "job",
      "watch.metric",
      "watch.playbook",
      "watch.alert",
      "watch.delivery"
    })
@NullMarked
package ai.agentbar.watch.incident;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
