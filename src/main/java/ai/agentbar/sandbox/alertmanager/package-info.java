/** What takes webhooks in Alertmanager's format, and shows them. */
@NullMarked
package ai.agentbar.sandbox.alertmanager;

import org.jspecify.annotations.NullMarked;
