/**
 * The ways out: email by SMTP, WhatsApp by the Cloud API, a signed webhook to the merchant's own
 * system. Each makes one try and says what came of it.
 *
 * <p>Promise: every call has a connect and a read timeout, names the message by its stable key, and
 * tells apart what was accepted, refused, put off, and possibly accepted. Never: a retry, a row, a
 * template. Tables: none. Imports: {@code kernel}, {@code event}, {@code job}, {@code mail}, {@code
 * notification}.
 */
@ApplicationModule(allowedDependencies = {"kernel", "event", "job", "mail", "notification"})
@NullMarked
package ai.agentbar.notification.channel;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
