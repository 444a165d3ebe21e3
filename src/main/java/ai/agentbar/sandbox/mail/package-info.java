/** A mailbox that takes every message for everybody and shows it. */
@NullMarked
package ai.agentbar.sandbox.mail;

import org.jspecify.annotations.NullMarked;
