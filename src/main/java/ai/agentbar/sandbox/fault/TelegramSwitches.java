package ai.agentbar.sandbox.fault;

import java.util.List;

/** What can be wrong with Telegram. */
final class TelegramSwitches {

  static final List<FaultSwitch> ALL =
      List.of(
          new FaultSwitch(
              "telegram-down",
              "Down (500)",
              "telegram_down",
              "true",
              "Telegram breaks. Who has it as a fallback is told by the next one."),
          new FaultSwitch(
              "telegram-limited",
              "Too many requests (429)",
              "telegram_limited",
              "true",
              "Telegram asks for a pause of five seconds, and gets it."),
          new FaultSwitch(
              "telegram-slow",
              "Slow",
              "telegram_slow_ms",
              "5000",
              "Each answer takes five seconds. Other channels go on at their own pace."));

  private TelegramSwitches() {}
}
