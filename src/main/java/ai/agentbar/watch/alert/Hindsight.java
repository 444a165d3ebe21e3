package ai.agentbar.watch.alert;

import ai.agentbar.watch.metric.Buckets;
import ai.agentbar.watch.metric.Metric;
import ai.agentbar.watch.metric.PastDay;
import ai.agentbar.watch.metric.PastNumbers;
import ai.agentbar.watch.playbook.BusyHours;
import ai.agentbar.watch.playbook.Rule;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Service;

/**
 * When a rule would have fired, over the numbers that are stored: the same {@link Evaluation} that
 * judges live, every ten seconds. What lasted for less is not seen; a gauge is known by the minute
 * and stays as it was until the next one. Nothing is changed and nobody is told.
 *
 * <p>It costs processor time, so a few look back at once and each for so long at most; what was not
 * reached is said in {@link Retrospect#until}.
 */
@Service
public class Hindsight {

  public static final Duration LONGEST = Duration.ofDays(30);

  /** Judgements of one look back: every ten seconds of the longest one, and the one under way. */
  public static final int STEPS_MAX = Math.toIntExact(LONGEST.dividedBy(Buckets.LENGTH)) + 1;

  /** How long one look back may take, the waiting for its turn included. */
  public static final Duration TIME_MAX = Duration.ofSeconds(8);

  private static final int AT_ONCE_MAX = 2;
  private static final Duration PIECE = Duration.ofHours(1);
  private static final Duration LOOKBACK_MAX = Duration.ofDays(31);

  private final PastNumbers past;
  private final InstantSource clock;
  private final Semaphore turns = new Semaphore(AT_ONCE_MAX, true);

  Hindsight(PastNumbers past, InstantSource clock) {
    this.past = past;
    this.clock = clock;
  }

  /** What is to be looked at: a rule, in whose busy hours, and how far back. */
  public record Question(Rule rule, BusyHours busyHours, Duration over) {

    public Question {
      if (!over.isPositive() || over.dividedBy(Buckets.LENGTH) >= STEPS_MAX) {
        throw new IllegalArgumentException("one looks back over 30 days at most, not over " + over);
      }
    }
  }

  /**
   * How far back, as people write it: {@code 24h}, {@code 7d}.
   *
   * @throws IllegalArgumentException saying what was expected
   */
  public static Duration over(String text) {
    Duration over =
        text.matches("\\d{1,3}[hd]")
            ? Duration.parse(
                (text.endsWith("d") ? "P%sD" : "PT%sH").formatted(text.replaceAll("\\D", "")))
            : Duration.ZERO;
    if (!over.isPositive() || over.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "is hours or days, 30 days at most, such as 24h, 7d or 30d");
    }
    return over;
  }

  public Retrospect look(Question question) {
    return look(question, TIME_MAX);
  }

  /** One after the other within {@link #TIME_MAX} altogether; in the order of the questions. */
  public List<Retrospect> look(List<Question> questions) {
    return look(questions, TIME_MAX);
  }

  List<Retrospect> look(List<Question> questions, Duration within) {
    Deadline deadline = Deadline.in(within);
    return questions.stream().map(it -> look(it, deadline.left())).toList();
  }

  private Retrospect look(Question question, Duration within) {
    Deadline deadline = Deadline.in(within);
    Instant to = Buckets.startOf(clock.instant());
    Instant from = Buckets.startOf(to.minus(question.over()));
    Replay replay = new Replay(question.rule(), question.busyHours());
    Instant until = from;
    if (deadline.acquire(turns)) {
      try {
        until = judge(question.rule(), replay, from, to, deadline);
      } finally {
        turns.release();
      }
    }
    return new Retrospect(
        question.rule(), from, to, until, replay.firings(), replay.missing(), replay.knownSince());
  }

  private Instant judge(Rule rule, Replay replay, Instant from, Instant to, Deadline deadline) {
    Set<Metric> metrics = Replay.metrics(rule);
    for (Instant at = Buckets.startOf(from.minus(lookback(rule)));
        at.isBefore(from) && !deadline.isOver();
        at = endOf(at, from)) {
      replay.remember(past.read(metrics, at, endOf(at, from)));
    }
    Instant at = from;
    while (at.isBefore(to) && !deadline.isOver()) {
      Instant end = endOf(at, to);
      at = judge(replay, past.read(metrics, at, end), new Stretch(at, end), deadline);
    }
    return at;
  }

  private record Stretch(Instant from, Instant to) {}

  /** Piece by piece, so that a day does not take longer than there is time for. */
  private static Instant judge(Replay replay, PastDay day, Stretch stretch, Deadline deadline) {
    Instant at = stretch.from();
    while (at.isBefore(stretch.to()) && !deadline.isOver()) {
      Instant piece = at.plus(PIECE);
      Instant end = piece.isBefore(stretch.to()) ? piece : stretch.to();
      replay.judge(day, at, end);
      at = end;
    }
    return at;
  }

  private static Duration lookback(Rule rule) {
    return rule.lookback().compareTo(LOOKBACK_MAX) < 0 ? rule.lookback() : LOOKBACK_MAX;
  }

  private static Instant endOf(Instant at, Instant most) {
    Instant end = PastNumbers.endOfDay(at);
    return end.isBefore(most) ? end : most;
  }

  /** By the processor's time, which no test moves: it guards the machine. */
  private record Deadline(long nanos) {

    static Deadline in(Duration time) {
      return new Deadline(System.nanoTime() + time.toNanos());
    }

    boolean isOver() {
      return !left().isPositive();
    }

    boolean acquire(Semaphore turns) {
      try {
        return turns.tryAcquire(Math.max(0, left().toNanos()), TimeUnit.NANOSECONDS);
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
        return false;
      }
    }

    Duration left() {
      return Duration.ofNanos(nanos - System.nanoTime());
    }
  }
}
