@NullMarked
package ai.agentbar.watch.metric;

import org.jspecify.annotations.NullMarked;
