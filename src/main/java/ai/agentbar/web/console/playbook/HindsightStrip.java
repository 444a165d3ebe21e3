package ai.agentbar.web.console.playbook;

import ai.agentbar.watch.alert.Firing;
import ai.agentbar.watch.alert.Retrospect;
import ai.agentbar.watch.alert.WouldBe;
import ai.agentbar.web.console.Words;
import ai.agentbar.web.console.playbook.HindsightView.Looked;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Firings as stretches of a line of time.
 *
 * @param name whose they are
 * @param tone {@code inforce}, {@code tuned} or {@code real}
 * @param summary how many, and for how long altogether
 * @param pieces left to right on a line of {@link #WIDTH}
 */
public record HindsightStrip(String name, String tone, String summary, List<Piece> pieces) {

  static final long WIDTH = 1_000;
  private static final long PIECE_WIDTH_MIN = 3;

  public record Piece(long x, long width) {}

  static List<HindsightStrip> all(Looked looked, Words words) {
    return Stream.of(
            Optional.of(would("inforce", words.say("hindsight.in-force"), looked.inForce(), words)),
            looked.tuned().map(it -> would("tuned", words.say("hindsight.tuned"), it, words)),
            Optional.of(real(looked, words)))
        .flatMap(Optional::stream)
        .toList();
  }

  private static HindsightStrip would(String tone, String name, Retrospect looked, Words words) {
    List<Stretch> stretches =
        looked.firings().stream().map(it -> Stretch.of(it, looked.until())).toList();
    return strip(tone, name, stretches, looked, words);
  }

  private static HindsightStrip real(Looked looked, Words words) {
    List<Stretch> stretches =
        looked.real().stream().map(it -> Stretch.of(it, looked.inForce().to())).toList();
    return strip("real", words.say("hindsight.real"), stretches, looked.inForce(), words);
  }

  private static HindsightStrip strip(
      String tone, String name, List<Stretch> stretches, Retrospect frame, Words words) {
    Duration all = stretches.stream().map(Stretch::length).reduce(Duration.ZERO, Duration::plus);
    String summary =
        stretches.isEmpty()
            ? words.say("hindsight.never")
            : words.say(
                "hindsight.times",
                words.reader().number(stretches.size()),
                words.reader().lasted(all));
    return new HindsightStrip(
        name, tone, summary, stretches.stream().map(it -> it.piece(frame)).toList());
  }

  private record Stretch(Instant from, Instant to) {

    static Stretch of(WouldBe firing, Instant until) {
      return new Stretch(firing.from(), firing.to().orElse(until));
    }

    static Stretch of(Firing firing, Instant until) {
      Instant end = firing.resolvedAt().orElse(until);
      return new Stretch(firing.firedAt(), end.isAfter(until) ? until : end);
    }

    Duration length() {
      return Duration.between(from, to);
    }

    Piece piece(Retrospect frame) {
      long whole = Duration.between(frame.from(), frame.to()).toMillis();
      long x = Duration.between(frame.from(), from).toMillis() * WIDTH / whole;
      long width = Math.max(PIECE_WIDTH_MIN, length().toMillis() * WIDTH / whole);
      return new Piece(Math.min(x, WIDTH - PIECE_WIDTH_MIN), width);
    }
  }
}
