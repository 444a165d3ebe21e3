package ai.agentbar.web.console;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** A row's place in a list that is newest first, as a link carries it: {@code micros.id}. */
public record Place(Instant at, String id) {

  public static Optional<Place> parse(String text) {
    int dot = text.indexOf('.');
    if (dot < 1) {
      return Optional.empty();
    }
    try {
      long micros = Long.parseLong(text.substring(0, dot));
      return micros < 0
          ? Optional.empty()
          : Optional.of(
              new Place(Instant.EPOCH.plus(micros, ChronoUnit.MICROS), text.substring(dot + 1)));
    } catch (NumberFormatException | DateTimeException | ArithmeticException _) {
      return Optional.empty();
    }
  }

  @Override
  public String toString() {
    return ChronoUnit.MICROS.between(Instant.EPOCH, at) + "." + id;
  }
}
