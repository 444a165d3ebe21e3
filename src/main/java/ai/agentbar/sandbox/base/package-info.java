/**
 * What every double stands on: a bounded memory, a timetable, a pace, and reading a request body
 * with a limit. Knows none of the doubles.
 */
@NullMarked
package ai.agentbar.sandbox.base;

import org.jspecify.annotations.NullMarked;
