/**
 * The one PostgreSQL: embedded in a folder of ours by default, or any by URL; and its clock.
 *
 * <p>Promise: a commit that was answered is on disk (fsync and synchronous commit are on), the data
 * folder survives restarts and belongs to one process at a time, and every node reads the same
 * clock. Never: SQL of a room. Tables: none; the migrations lie in {@code db/migration}. Imports:
 * {@code kernel}.
 */
@ApplicationModule(allowedDependencies = "kernel")
@NullMarked
package ai.agentbar.database;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
