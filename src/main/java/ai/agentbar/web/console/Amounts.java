package ai.agentbar.web.console;

import ai.agentbar.kernel.Rupiah;
import ai.agentbar.watch.playbook.Rule;
import ai.agentbar.watch.playbook.Unit;
import java.time.Duration;

/** A number in its unit as the reader writes it. */
public final class Amounts {

  private Amounts() {}

  public static String text(Unit unit, long amount, Reader reader) {
    return switch (unit) {
      case COUNT -> reader.number(amount);
      case SECONDS -> reader.lasted(Duration.ofSeconds(amount));
      case MILLISECONDS -> milliseconds(amount, reader);
      case PERCENT -> reader.number(amount) + "\u00a0%";
      case RUPIAH -> reader.rupiah(new Rupiah(Math.max(0, amount)));
      case BYTES -> unit.text(amount);
    };
  }

  /** A number that a rule judges, or its limit: in seconds for a silence, percent for a ratio. */
  public static String text(Rule rule, long amount, Reader reader) {
    Unit unit =
        switch (rule) {
          case Rule.Silence _ -> Unit.SECONDS;
          case Rule.Ratio _ -> Unit.PERCENT;
          case Rule.Threshold threshold -> Unit.of(threshold.metric());
          case Rule.Growth _, Rule.Spike _, Rule.Heartbeat _ -> Unit.COUNT;
        };
    return text(unit, amount, reader);
  }

  private static String milliseconds(long amount, Reader reader) {
    return amount < 1_000
        ? reader.number(amount) + "\u00a0ms"
        : reader.lasted(Duration.ofMillis(amount));
  }
}
