/** Telegram's Bot API, as far as a bot that only speaks needs it, and the chats it wrote to. */
@NullMarked
package ai.agentbar.sandbox.telegram;

import org.jspecify.annotations.NullMarked;
