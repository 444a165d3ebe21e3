package ai.agentbar.watch.delivery;

import ai.agentbar.watch.alert.AlertEvent;
import ai.agentbar.watch.alert.Alerts;
import ai.agentbar.watch.alert.Firing;
import ai.agentbar.watch.delivery.DeliveryReadTable.Followed;
import ai.agentbar.watch.playbook.Wording;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;

/**
 * Tells what a probe found that took longer than the first message could wait: a mail server that
 * is a black hole is just what takes long. Once a firing, before its first repetition, which it
 * takes the place of; what is found later, as by a person's probe, stands in the next repetition.
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
      if (isFresh(firing) && !terms.isSilenced(firing.ruleId())) {
        tell(firing);
      }
    }
  }

  private boolean isFresh(Firing firing) {
    return !firing.isOver()
        && firing.acknowledged().isEmpty()
        && clock.instant().isBefore(firing.firedAt().plus(LATE_FOR));
  }

  private void tell(Firing firing) {
    List<Followed> all = deliveries.ofFiring(firing.id());
    List<Place> told =
        all.stream()
            .filter(it -> it.state() == DeliveryState.SENT)
            .map(it -> it.delivery().place())
            .toList();
    boolean once =
        all.stream().noneMatch(it -> it.delivery().news().occasion() == Occasion.REPEATED);
    if (once && !told.isEmpty()) {
      tellings.tell(News.of(firing, Occasion.REPEATED, 1, NOTE), told, Duration.ZERO);
    }
  }
}
