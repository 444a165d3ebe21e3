/** The walls of the house, tested. */
@NullMarked
package ai.agentbar.house;

import org.jspecify.annotations.NullMarked;
