package ai.agentbar.watch.delivery;

import ai.agentbar.watch.playbook.Playbook;
import ai.agentbar.watch.playbook.Playbooks;
import ai.agentbar.watch.playbook.Team;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;

/** Puts deliveries on their way, and takes them off it; in the caller's transaction. */
@Service
class Tellings {

  private final DeliveryTable table;
  private final DeliveryEvents events;
  private final Playbooks playbooks;
  private final InstantSource clock;

  Tellings(DeliveryTable table, DeliveryEvents events, Playbooks playbooks, InstantSource clock) {
    this.table = table;
    this.events = events;
    this.playbooks = playbooks;
    this.clock = clock;
  }

  /** Tells everybody of the teams who is told at once. */
  int tell(News news, Collection<Team> teams, Duration after) {
    return tell(news, teams.stream().flatMap(it -> Place.first(it).stream()).toList(), after);
  }

  /**
   * Tells those contacts, where they were not told of it yet.
   *
   * @return how many were not
   */
  int tell(News news, List<Place> places, Duration after) {
    Map<String, List<Place>> byTeam =
        places.stream()
            .distinct()
            .collect(Collectors.groupingBy(Place::team, TreeMap::new, Collectors.toList()));
    int all = 0;
    for (Map.Entry<String, List<Place>> team : byTeam.entrySet()) {
      int created = created(news, team.getValue(), after);
      if (created > 0) {
        events.created(news, team.getKey(), created);
      }
      all += created;
    }
    return all;
  }

  private int created(News news, List<Place> places, Duration after) {
    Playbook playbook = playbooks.current();
    Instant now = clock.instant();
    return (int)
        places.stream()
            .filter(it -> table.create(news, it, it.lane(playbook), now, now.plus(after)))
            .count();
  }

  /** Whoever cannot be told: the team's next contact is told instead, once. */
  void fallBack(Delivery delivery) {
    table.fellBack(delivery.id());
    if (!delivery.news().occasion().calls()) {
      return;
    }
    Playbook playbook = playbooks.current();
    Instant now = clock.instant();
    playbook
        .team(delivery.place().team())
        .flatMap(it -> delivery.place().next(it))
        .filter(it -> table.create(delivery.news(), it, it.lane(playbook), now, now))
        .ifPresent(it -> events.fellBack(delivery, it));
  }

  void cancel(Delivery delivery, String reason) {
    if (table.cancel(delivery.id(), reason)) {
      events.cancelled(delivery, reason);
    }
  }
}
