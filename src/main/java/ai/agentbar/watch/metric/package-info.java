/**
 * Numbers out of events: totals, ten-second buckets and gauges, and {@code /metrics}.
 *
 * <p>Promise: every event is counted exactly once, whatever crashes; a series exists at 0 from the
 * first second; every node gives the same numbers, since they are read from tables; what an answer
 * costs does not depend on how much happened before. Never: a judgement whether a number is good;
 * an import from commerce, which is known here only by the events it appends. Tables: {@code
 * metric_total}, {@code metric_bucket}, {@code metric_history}, {@code metric_counter_step} and
 * {@code metric_gauge_step} by the day, {@code metric_last}, {@code metric_order}, {@code
 * metric_message}, {@code metric_cohort}, {@code metric_open}, {@code metric_sample}, {@code
 * metric_fold}. Balance: events appended = folded + lag, and the equations of the other pipes;
 * {@code balance_broken} says by how much one does not hold. Imports: {@code kernel}, {@code
 * database}, {@code event}, {@code job}.
 */
@ApplicationModule(allowedDependencies = {"kernel", "database", "event", "job"})
@NullMarked
package ai.agentbar.watch.metric;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
