package ai.agentbar.web.console.board;

import java.util.HashMap;
import java.util.Map;

/** The places of the live feed, so that no reader takes all of them. Any thread may call. */
final class Places {

  static final int ALL = 200;

  /** Of one reader: as many as anybody has open side by side, and far from all. */
  static final int EACH = 20;

  private final Map<String, Integer> taken = new HashMap<>();

  /** Whether there was one left for that reader. */
  synchronized boolean take(String reader) {
    int before = taken.getOrDefault(reader, 0);
    boolean free = before < EACH && taken() < ALL;
    if (free) {
      taken.put(reader, before + 1);
    }
    return free;
  }

  synchronized void leave(String reader) {
    taken.computeIfPresent(reader, (_, it) -> it == 1 ? null : it - 1);
  }

  synchronized int taken() {
    return taken.values().stream().mapToInt(Integer::intValue).sum();
  }
}
