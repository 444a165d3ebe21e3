package ai.agentbar.watch.delivery;

import ai.agentbar.watch.delivery.DeliveryReadTable.Followed;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Who is to be reminded of a firing, and when. Pure.
 *
 * @param places whoever was told, and has nothing of it on its way
 */
record Reminder(Optional<Instant> lastAt, List<Place> places) {

  static Reminder of(List<Followed> followed) {
    List<Followed> calling =
        followed.stream().filter(it -> it.delivery().news().occasion().calls()).toList();
    List<Place> open =
        calling.stream().filter(it -> it.state().isOpen()).map(Reminder::place).toList();
    return new Reminder(
        calling.stream().map(Followed::createdAt).max(Comparator.naturalOrder()),
        calling.stream()
            .filter(it -> it.state() != DeliveryState.CANCELLED)
            .map(Reminder::place)
            .distinct()
            .filter(it -> !open.contains(it))
            .toList());
  }

  boolean isDue(Instant now, Duration every) {
    return !places.isEmpty() && lastAt.isPresent() && !lastAt.get().plus(every).isAfter(now);
  }

  private static Place place(Followed followed) {
    return followed.delivery().place();
  }
}
