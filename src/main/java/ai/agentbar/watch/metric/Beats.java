package ai.agentbar.watch.metric;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Which instances of a role beat, and which are missed. Pure.
 *
 * <p>An instance that fell silent without a goodbye is missed for {@link #MISSED_FOR}, unless
 * another one took its place: one that was first heard of after the silent one's last beat, as a
 * container that comes back under another name. Each takes one place at most.
 *
 * @param alive who beat a moment ago and said that all is well
 * @param expected who should beat
 * @param silent who should and does not
 */
record Beats(long alive, long expected, long silent) {

  /** How long a heartbeat proves life: three of them may be missed. */
  private static final Duration ALIVE_FOR = Duration.ofSeconds(15);

  /** How long an instance that did not say goodbye is missed; then it was taken away. */
  private static final Duration MISSED_FOR = Duration.ofMinutes(10);

  /** The newest beat of an instance, and when it was first heard of. */
  record Beat(Instant firstAt, Instant toldAt, long amount) {

    private boolean isGoodbye() {
      return amount < 0;
    }

    /** A goodbye is told of every role, also of one that the instance never had. */
    private boolean everBeat() {
      return !isGoodbye() || firstAt.isBefore(toldAt);
    }
  }

  static Beats of(List<Beat> beats, Instant now) {
    List<Beat> here =
        beats.stream()
            .filter(it -> !it.isGoodbye() && !it.toldAt().isBefore(now.minus(MISSED_FOR)))
            .toList();
    List<Beat> mute =
        here.stream().filter(it -> it.toldAt().isBefore(now.minus(ALIVE_FOR))).toList();
    List<Beat> fresh =
        here.stream().filter(it -> !it.toldAt().isBefore(now.minus(ALIVE_FOR))).toList();
    long missed = mute.size() - replaced(mute, beats);
    return new Beats(
        fresh.stream().filter(it -> it.amount() > 0).count(), fresh.size() + missed, missed);
  }

  /**
   * The latest to fall silent have the fewest who may have taken their place, so they choose first.
   */
  private static long replaced(List<Beat> mute, List<Beat> beats) {
    List<Beat> free = new ArrayList<>(beats.stream().filter(Beat::everBeat).toList());
    return mute.stream()
        .sorted(Comparator.comparing(Beat::toldAt).reversed())
        .filter(
            silent ->
                free.stream()
                    .filter(it -> it.firstAt().isAfter(silent.toldAt()))
                    .findFirst()
                    .map(free::remove)
                    .orElse(false))
        .count();
  }
}
