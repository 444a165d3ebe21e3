/**
 * Work that goes on without a request: loops, and queues whose rows are owned by lease.
 *
 * <p>Promise: a row is worked by one owner at a time; an owner that died or stalled loses its
 * lease, another takes the row over, and what the late owner writes is refused. Never: what the
 * work is. Tables: none of its own; {@link ai.agentbar.job.RowQueue} works on the queue columns of
 * other rooms' tables. Imports: {@code kernel}, {@code database}, {@code event}.
 */
@ApplicationModule(allowedDependencies = {"kernel", "database", "event"})
@NullMarked
package ai.agentbar.job;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
