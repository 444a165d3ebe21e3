/**
 * The one PostgreSQL: embedded in a folder of ours by default, or any by URL; its clock; and the
 * days its tables are cut by.
 *
 * <p>Promise: a commit that was answered is on disk (fsync and synchronous commit are on), the data
 * folder survives restarts and belongs to one process at a time, and every node reads the same
 * clock. A day that a room declared stands ready before its first row and goes as a whole when it
 * is over its time; an insert never waits for one and never fails for want of one. A transaction of
 * ours ends within {@link ai.agentbar.database.TransactionLimits#LONGEST}. Never: SQL of a room,
 * beyond the days and rows a room declares. Tables: none; the migrations lie in {@code
 * db/migration}. Imports: {@code kernel}.
 */
@ApplicationModule(allowedDependencies = "kernel")
@NullMarked
package ai.agentbar.database;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
