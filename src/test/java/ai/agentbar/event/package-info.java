@NullMarked
package ai.agentbar.event;

import org.jspecify.annotations.NullMarked;
