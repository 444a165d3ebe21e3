package ai.agentbar.watch.delivery;

import ai.agentbar.watch.delivery.DeliveryReadTable.Followed;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Who is to be reminded of a firing, and for which time. Pure.
 *
 * @param round which reminder it would be, from 1
 * @param places whoever was told, and has nothing of it on its way
 */
record Reminder(int round, Optional<Instant> lastAt, List<Place> places) {

  static Reminder of(List<Followed> followed) {
    List<Followed> calling =
        followed.stream().filter(it -> it.delivery().news().occasion().calls()).toList();
    List<Place> open =
        calling.stream().filter(it -> it.state().isOpen()).map(Reminder::place).toList();
    return new Reminder(
        rounds(followed, Occasion.REPEATED) + 1,
        calling.stream().map(Followed::createdAt).max(Comparator.naturalOrder()),
        calling.stream()
            .filter(it -> it.state() != DeliveryState.CANCELLED)
            .map(Reminder::place)
            .distinct()
            .filter(it -> !open.contains(it))
            .toList());
  }

  /** How often it was told for that reason. */
  static int rounds(List<Followed> followed, Occasion occasion) {
    return followed.stream()
        .map(it -> it.delivery().news())
        .filter(it -> it.occasion() == occasion)
        .mapToInt(News::round)
        .max()
        .orElse(0);
  }

  boolean isDue(Instant now, Duration every) {
    return !places.isEmpty() && lastAt.isPresent() && !lastAt.get().plus(every).isAfter(now);
  }

  private static Place place(Followed followed) {
    return followed.delivery().place();
  }
}
