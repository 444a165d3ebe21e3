package ai.agentbar.web.console.board;

import ai.agentbar.kernel.Rupiah;
import ai.agentbar.watch.playbook.Unit;
import ai.agentbar.web.console.Reader;
import java.time.Duration;

/** A number in its unit as the reader writes it. */
final class Amounts {

  private Amounts() {}

  static String text(Unit unit, long amount, Reader reader) {
    return switch (unit) {
      case COUNT -> reader.number(amount);
      case SECONDS -> reader.lasted(Duration.ofSeconds(amount));
      case MILLISECONDS -> milliseconds(amount, reader);
      case PERCENT -> reader.number(amount) + "\u00a0%";
      case RUPIAH -> reader.rupiah(new Rupiah(Math.max(0, amount)));
      case BYTES -> unit.text(amount);
    };
  }

  private static String milliseconds(long amount, Reader reader) {
    return amount < 1_000
        ? reader.number(amount) + "\u00a0ms"
        : reader.lasted(Duration.ofMillis(amount));
  }
}
