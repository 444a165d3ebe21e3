package ai.agentbar.sandbox.base;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How often each key came, for many more keys than {@link Newest} remembers messages; the oldest
 * keys are forgotten. Safe for many threads.
 */
public final class Tally {

  private static final int KEYS_KEPT = 50_000;

  private final Map<String, Integer> counts =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Integer> eldest) {
          return size() > KEYS_KEPT;
        }
      };

  /** How often it came, this time included. */
  public synchronized int add(String key) {
    return counts.merge(key, 1, Integer::sum);
  }

  /** Oldest key first. */
  public synchronized Map<String, Integer> all() {
    return new LinkedHashMap<>(counts);
  }

  public synchronized void clear() {
    counts.clear();
  }
}
