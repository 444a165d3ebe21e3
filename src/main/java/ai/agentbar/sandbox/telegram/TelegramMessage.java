package ai.agentbar.sandbox.telegram;

import java.time.Instant;

/** One message as it arrived. */
record TelegramMessage(long messageId, String chat, String text, Instant receivedAt) {}
