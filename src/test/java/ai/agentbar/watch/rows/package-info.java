/**
 * The playbook line by line: one row a line of its sections 3, 5, 6, 7 and 8, each shown in the
 * whole running program with a cause in the sandbox, just below and just above its number.
 */
@NullMarked
package ai.agentbar.watch.rows;

import org.jspecify.annotations.NullMarked;
