/** A Slack channel that takes every incoming-webhook message and shows it. */
@NullMarked
package ai.agentbar.sandbox.slack;

import org.jspecify.annotations.NullMarked;
