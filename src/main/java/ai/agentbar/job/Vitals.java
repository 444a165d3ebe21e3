package ai.agentbar.job;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.stereotype.Component;

/**
 * What the process knows of its own loops and schedule; they write it, the heart reads it.
 *
 * <p>The heart does not ask them itself: Spring ends whoever depends on a bean before that bean,
 * and the heart must end after them.
 */
@Component
class Vitals {

  /** A scheduler that has not looked for due jobs for so long does not work. */
  private static final Duration PICKING_WITHIN = Duration.ofSeconds(10);

  private final List<WorkLoop> loops = new CopyOnWriteArrayList<>();
  private final SortedSet<String> left = new ConcurrentSkipListSet<>();
  private volatile long pickedNanos = System.nanoTime() - PICKING_WITHIN.toNanos();

  void runs(WorkLoop loop) {
    loops.add(loop);
  }

  void ended(WorkLoop loop) {
    loops.remove(loop);
  }

  /** The scheduler has just looked for due jobs. */
  void picked() {
    pickedNanos = System.nanoTime();
  }

  void picksNoMore() {
    pickedNanos = System.nanoTime() - PICKING_WITHIN.toNanos();
  }

  boolean isPicking() {
    return System.nanoTime() - pickedNanos < PICKING_WITHIN.toNanos();
  }

  /** The loops of a role whose step under way has taken longer than that. */
  List<String> stalled(Role role, Duration limit) {
    return loops.stream()
        .filter(loop -> loop.isOf(role))
        .filter(loop -> loop.isStepLongerThan(limit))
        .map(WorkLoop::name)
        .sorted()
        .toList();
  }

  /** These loops or jobs did not end before the process did. */
  void leave(Collection<String> names) {
    left.addAll(names);
  }

  List<String> left() {
    return List.copyOf(left);
  }
}
