@NullMarked
package ai.agentbar.watch.alert;

import org.jspecify.annotations.NullMarked;
