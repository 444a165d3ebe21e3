package ai.agentbar.watch.metric;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How one series went, step by step: by how much a counter grew in each, or between which values a
 * gauge stood. A step in which nobody knew a gauge has no entry.
 */
public final class Course {

  static final Course NOTHING = new Course();

  private final Map<Instant, Long> lowest = new TreeMap<>();
  private final Map<Instant, Long> highest = new TreeMap<>();

  Course() {}

  void put(Instant step, long low, long high) {
    lowest.put(step, low);
    highest.put(step, high);
  }

  /** A counter's growth; of a gauge the highest value. */
  public Optional<Long> at(Instant step) {
    return Optional.ofNullable(highest.get(step));
  }

  public Optional<Long> lowestAt(Instant step) {
    return Optional.ofNullable(lowest.get(step));
  }

  /** Of a counter: by how much it grew in all. */
  public long sum() {
    return highest.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Of a gauge: the highest it stood at. */
  public Optional<Long> highest() {
    return highest.values().stream().max(Long::compare);
  }
}
