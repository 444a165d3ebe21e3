package ai.agentbar.watch.metric;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

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
  record Beat(String instance, Instant firstAt, Instant toldAt, long amount) {

    private boolean isGoodbye() {
      return amount < 0;
    }

    private boolean isSilent(Instant now) {
      return toldAt.isBefore(now.minus(ALIVE_FOR));
    }

    /** A goodbye is told of every role, also of one that the instance never had. */
    private boolean everBeat() {
      return !isGoodbye() || firstAt.isBefore(toldAt);
    }
  }

  static Beats of(List<Beat> beats, Instant now) {
    Set<String> replaced = replaced(beats, now);
    List<Beat> here =
        beats.stream()
            .filter(it -> !it.isGoodbye() && !it.toldAt().isBefore(now.minus(MISSED_FOR)))
            .toList();
    List<Beat> fresh = here.stream().filter(it -> !it.isSilent(now)).toList();
    long missed =
        here.stream().filter(it -> it.isSilent(now) && !replaced.contains(it.instance())).count();
    return new Beats(
        fresh.stream().filter(it -> it.amount() > 0).count(), fresh.size() + missed, missed);
  }

  /**
   * The silent ones whose place another one took. The latest to fall silent have the fewest who may
   * have done so, and choose first.
   */
  static Set<String> replaced(List<Beat> beats, Instant now) {
    List<Beat> free = new ArrayList<>(beats.stream().filter(Beat::everBeat).toList());
    return beats.stream()
        .filter(it -> !it.isGoodbye() && it.isSilent(now))
        .sorted(Comparator.comparing(Beat::toldAt).reversed())
        .filter(
            silent ->
                free.stream()
                    .filter(it -> it.firstAt().isAfter(silent.toldAt()))
                    .findFirst()
                    .map(free::remove)
                    .orElse(false))
        .map(Beat::instance)
        .collect(Collectors.toSet());
  }
}
