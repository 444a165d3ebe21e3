package ai.agentbar.watch.delivery;

import ai.agentbar.watch.alert.AlertEvent;
import ai.agentbar.watch.alert.Alerts;
import ai.agentbar.watch.alert.Firing;
import ai.agentbar.watch.delivery.DeliveryReadTable.Followed;
import ai.agentbar.watch.playbook.Wording;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;

/**
 * Tells what a probe found that took longer than a message could wait: a mail server that is a
 * black hole is just what takes long. Once after it fired, became worse or its silence ended,
 * before the next repetition, which it takes the place of; what is found later, as by a person's
 * probe, stands in that repetition.
 */
@Service
class LateFindings {

  /** No probe of a firing takes longer. */
  private static final Duration LATE_FOR = Duration.ofMinutes(1);

  private static final Wording NOTE =
      new Wording(
          "Pemeriksaan yang lebih lama menemukan sesuatu.", "A check that took longer found more.");

  private final Alerts alerts;
  private final DeliveryReadTable deliveries;
  private final Tellings tellings;
  private final Terms terms;
  private final InstantSource clock;

  LateFindings(
      Alerts alerts,
      DeliveryReadTable deliveries,
      Tellings tellings,
      Terms terms,
      InstantSource clock) {
    this.alerts = alerts;
    this.deliveries = deliveries;
    this.tellings = tellings;
    this.terms = terms;
    this.clock = clock;
  }

  @EventListener
  void diagnosed(AlertEvent.Diagnosed diagnosed) {
    if (diagnosed.bad() > 0) {
      Firing firing = alerts.firing(diagnosed.firing()).orElseThrow();
      List<Followed> all = deliveries.ofFiring(firing.id());
      if (isOpen(firing) && isFresh(all)) {
        tell(firing, all);
      }
    }
  }

  private boolean isOpen(Firing firing) {
    return !firing.isOver()
        && firing.acknowledged().isEmpty()
        && !terms.isSilenced(firing.ruleId());
  }

  /** Nothing but news was told of it lately. */
  private boolean isFresh(List<Followed> all) {
    return all.stream()
        .filter(it -> it.delivery().news().occasion().isForAll())
        .max(Comparator.comparing(Followed::createdAt))
        .filter(it -> it.delivery().news().occasion() != Occasion.REPEATED)
        .filter(it -> it.createdAt().plus(LATE_FOR).isAfter(clock.instant()))
        .isPresent();
  }

  private void tell(Firing firing, List<Followed> all) {
    List<Place> told =
        all.stream()
            .filter(it -> it.state() == DeliveryState.SENT)
            .map(it -> it.delivery().place())
            .toList();
    if (!told.isEmpty()) {
      int round = deliveries.rounds(firing, Occasion.REPEATED) + 1;
      tellings.tell(News.of(firing, Occasion.REPEATED, round, NOTE), told, Duration.ZERO);
    }
  }
}
