/**
 * The way to the mail server: the one place that reads {@code spring.mail}, for the messages to
 * buyers and for the alerts alike.
 *
 * <p>Promise: every wait of a conversation ends, the server's identity is checked, and a mail keeps
 * its Message-ID at every try. Never: a retry, a decision what an answer means. Tables: none.
 * Imports: nothing of ours.
 */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package ai.agentbar.mail;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
