@NullMarked
package ai.agentbar.web.console;

import org.jspecify.annotations.NullMarked;
