/**
 * What tests of several rooms share: a PostgreSQL of their own, a clock they move, a story's start.
 */
@NullMarked
package ai.agentbar.testing;

import org.jspecify.annotations.NullMarked;
