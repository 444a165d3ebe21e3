package ai.agentbar.sandbox.fault;

/**
 * Telegram's Bot API. Where several are on, the first of this list decides.
 *
 * @param telegramDown it answers 500
 * @param telegramLimited it answers 429 and asks for a pause
 * @param telegramSlowMs how long it takes before it answers
 */
public record TelegramFaults(boolean telegramDown, boolean telegramLimited, int telegramSlowMs) {

  static final TelegramFaults NONE = new TelegramFaults(false, false, 0);

  public TelegramFaults {
    Range.slowMs("telegram_slow_ms", telegramSlowMs);
  }
}
