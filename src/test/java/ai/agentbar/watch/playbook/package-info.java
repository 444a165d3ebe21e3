@NullMarked
package ai.agentbar.watch.playbook;

import org.jspecify.annotations.NullMarked;
