package ai.agentbar.watch.delivery;

import ai.agentbar.watch.delivery.DeliveryReadTable.Followed;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Decides who is to be reminded of a firing: each by when they themselves were told last. Pure. */
final class Reminder {

  /** Who was told together is reminded together. */
  private static final Duration TOGETHER = Duration.ofSeconds(2);

  private Reminder() {}

  /** Whoever was told, so long ago, and has nothing of it on its way. */
  static List<Place> due(List<Followed> followed, Instant now, Duration every) {
    Map<Place, List<Followed>> calling =
        followed.stream()
            .filter(it -> it.delivery().news().occasion().calls())
            .collect(
                Collectors.groupingBy(
                    it -> it.delivery().place(), LinkedHashMap::new, Collectors.toList()));
    calling.values().removeIf(it -> isOnItsWay(it) || wasNotTold(it));
    Map<Place, Instant> dueAt = new LinkedHashMap<>();
    calling.forEach((place, told) -> dueAt.put(place, lastAt(told).plus(every)));
    Instant until =
        dueAt.values().stream().allMatch(it -> it.isAfter(now)) ? now : now.plus(TOGETHER);
    return dueAt.entrySet().stream()
        .filter(it -> !it.getValue().isAfter(until))
        .map(Map.Entry::getKey)
        .toList();
  }

  private static boolean isOnItsWay(List<Followed> told) {
    return told.stream().anyMatch(it -> it.state().isOpen());
  }

  private static boolean wasNotTold(List<Followed> told) {
    return told.stream().allMatch(it -> it.state() == DeliveryState.CANCELLED);
  }

  /**
   * An escalation puts nothing off; only whoever was told of nothing else counts from the first.
   */
  private static Instant lastAt(List<Followed> told) {
    return told.stream()
        .filter(it -> it.delivery().news().occasion().isForAll())
        .map(Followed::createdAt)
        .max(Instant::compareTo)
        .orElseGet(() -> told.getFirst().createdAt());
  }
}
