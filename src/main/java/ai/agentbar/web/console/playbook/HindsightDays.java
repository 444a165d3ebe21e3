package ai.agentbar.web.console.playbook;

import ai.agentbar.watch.alert.Firing;
import ai.agentbar.watch.alert.Retrospect;
import ai.agentbar.watch.alert.WouldBe;
import ai.agentbar.web.console.Reader;
import ai.agentbar.web.console.Words;
import ai.agentbar.web.console.playbook.HindsightView.Looked;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Firings by the day of the reader's clock on which they begin. Pure. */
final class HindsightDays {

  /** How many on one day; {@code tuned} is a dash where nobody asked for other numbers. */
  public record Row(String day, String inForce, String tuned, String real, boolean any) {}

  private HindsightDays() {}

  static List<Row> of(Looked looked, Words words) {
    Retrospect frame = looked.inForce();
    LocalDate first = day(frame.from(), words);
    return Stream.iterate(day(frame.to(), words), it -> !it.isBefore(first), it -> it.minusDays(1))
        .map(it -> row(it, looked, words))
        .toList();
  }

  private static Row row(LocalDate day, Looked looked, Words words) {
    long inForce = count(day, begins(Optional.of(looked.inForce())), words);
    long tuned = count(day, begins(looked.tuned()), words);
    long real = count(day, looked.real().stream().map(Firing::firedAt), words);
    return new Row(
        words.reader().day(day.atStartOfDay(words.reader().zone()).toInstant()),
        words.reader().number(inForce),
        looked.tuned().isEmpty() ? Reader.NOTHING : words.reader().number(tuned),
        words.reader().number(real),
        inForce + tuned + real > 0);
  }

  private static Stream<Instant> begins(Optional<Retrospect> looked) {
    return looked.stream().flatMap(it -> it.firings().stream()).map(WouldBe::from);
  }

  private static long count(LocalDate day, Stream<Instant> begins, Words words) {
    return begins.filter(it -> day(it, words).equals(day)).count();
  }

  private static LocalDate day(Instant moment, Words words) {
    return LocalDate.ofInstant(moment, words.reader().zone());
  }
}
