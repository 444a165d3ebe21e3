/**
 * Work that goes on without a request: loops, queues whose rows are owned by lease, recurring jobs;
 * and the signs of life of whoever does it.
 *
 * <p>Promise: a row is worked by one owner at a time; an owner that died or stalled loses its
 * lease, another takes the row over, and what the late owner writes is refused. A job runs on one
 * node at a time, each run is recorded, a dead node's job starts elsewhere within ten seconds. A
 * role that lives says so, and which of its loops hang; one that is dead says nothing. Never: what
 * the work is. Tables: {@code job_run}, {@code job_heartbeat}, {@code job_restart}, {@code
 * job_restart_done}, and {@code scheduled_tasks}, which db-scheduler writes; {@link
 * ai.agentbar.job.RowQueue} works on the queue columns of other rooms' tables. Balance: runs
 * started = done + failed + timed out + abandoned + under way. Imports: {@code kernel}, {@code
 * database}, {@code event}.
 */
@ApplicationModule(allowedDependencies = {"kernel", "database", "event"})
@NullMarked
package ai.agentbar.job;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
