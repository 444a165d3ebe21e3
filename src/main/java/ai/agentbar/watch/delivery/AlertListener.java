package ai.agentbar.watch.delivery;

import ai.agentbar.watch.alert.AlertEvent;
import ai.agentbar.watch.alert.Alerts;
import ai.agentbar.watch.alert.Firing;
import ai.agentbar.watch.alert.FiringId;
import ai.agentbar.watch.delivery.DeliveryReadTable.Followed;
import ai.agentbar.watch.playbook.Playbooks;
import ai.agentbar.watch.playbook.Rule;
import ai.agentbar.watch.playbook.Team;
import ai.agentbar.watch.playbook.Wording;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;

/** Writes who is to be told what, in the transaction in which an alert changes. */
@Service
class AlertListener {

  /** A watch that was behind for a moment, as after a restart, is not blind. */
  private static final Duration BLIND_FOR = Duration.ofSeconds(30);

  private static final String NO_DATA = "NO_DATA";

  private final Alerts alerts;
  private final Playbooks playbooks;
  private final DeliveryTable table;
  private final DeliveryReadTable deliveries;
  private final Tellings tellings;
  private final Terms terms;
  private final InstantSource clock;

  AlertListener(
      Alerts alerts,
      Playbooks playbooks,
      DeliveryTable table,
      DeliveryReadTable deliveries,
      Tellings tellings,
      Terms terms,
      InstantSource clock) {
    this.alerts = alerts;
    this.playbooks = playbooks;
    this.table = table;
    this.deliveries = deliveries;
    this.tellings = tellings;
    this.terms = terms;
    this.clock = clock;
  }

  @EventListener
  void fired(AlertEvent.Fired fired) {
    sees(fired.rule());
    if (terms.isSilenced(fired.rule())) {
      return;
    }
    Firing firing = alerts.firing(fired.firing()).orElseThrow();
    News news = News.of(firing, Occasion.FIRING, 0, News.NO_NOTE);
    tellings.tell(news, receivers(fired.rule()), Deliveries.WINDOW);
  }

  /**
   * What has become worse is told to everybody anew, also where somebody has taken it on. The
   * probes are asked again and waited for, as when it fired.
   */
  @EventListener
  void raised(AlertEvent.SeverityRaised raised) {
    tellAgain(raised.firing(), Occasion.RAISED);
  }

  /** Whoever was spared while it was silenced is told now. */
  @EventListener
  void stillFiring(AlertEvent.StillFiring still) {
    tellAgain(still.firing(), Occasion.SILENCE_ENDED);
  }

  private void tellAgain(FiringId id, Occasion occasion) {
    Firing firing = alerts.firing(id).orElseThrow();
    if (!terms.isSilenced(firing.ruleId())) {
      int round = deliveries.rounds(firing, occasion) + 1;
      tellings.tell(
          News.of(firing, occasion, round, News.NO_NOTE),
          receivers(firing.ruleId()),
          Deliveries.WINDOW);
    }
  }

  /** The probes have spoken; there is nothing to wait for. */
  @EventListener
  void diagnosed(AlertEvent.Diagnosed diagnosed) {
    table.dueNow(diagnosed.firing(), clock.instant());
  }

  @EventListener
  void acknowledged(AlertEvent.Acknowledged acknowledged) {
    table.lock(acknowledged.firing());
    deliveries.ofFiring(acknowledged.firing()).stream()
        .filter(it -> it.state().isOpen())
        .map(Followed::delivery)
        .filter(it -> it.news().occasion() == Occasion.REPEATED)
        .forEach(it -> tellings.cancel(it, "acknowledged"));
  }

  /** Whoever was told that it fired is told that it is over, and nobody else. */
  @EventListener
  void resolved(AlertEvent.Resolved resolved) {
    sees(resolved.rule());
    table.lock(resolved.firing());
    List<Followed> all = deliveries.ofFiring(resolved.firing());
    all.stream()
        .filter(it -> it.state().isOpen())
        .map(Followed::delivery)
        .filter(it -> it.news().occasion() != Occasion.FIRING)
        .forEach(it -> tellings.cancel(it, "over"));
    Firing firing = alerts.firing(resolved.firing()).orElseThrow();
    List<Place> told =
        all.stream()
            .filter(it -> it.state() == DeliveryState.SENT)
            .map(it -> it.delivery().place())
            .toList();
    tellings.tell(News.of(firing, Occasion.RESOLVED, 0, resolved.why()), told, Duration.ZERO);
  }

  @EventListener
  void changed(AlertEvent.Changed changed) {
    if (changed.to().equals(NO_DATA)) {
      blinded(changed.rule());
    } else if (changed.from().equals(NO_DATA)) {
      sees(changed.rule());
    }
  }

  private void blinded(String rule) {
    if (terms.isSilenced(rule)) {
      return;
    }
    Wording why =
        new Wording(
            "Angkanya tidak lengkap; tidak ada yang dinilai",
            "Its numbers are incomplete; nothing is judged");
    News news = new News(Optional.empty(), rule, now(), Occasion.BLINDED, 0, why);
    tellings.tell(news, receivers(rule), BLIND_FOR);
  }

  private void sees(String rule) {
    List<Followed> blind = deliveries.ofLastBlindness(rule);
    blind.stream()
        .filter(it -> it.state().isOpen())
        .forEach(it -> tellings.cancel(it.delivery(), "data is back"));
    List<Place> told =
        blind.stream()
            .filter(it -> it.state() == DeliveryState.SENT)
            .map(it -> it.delivery().place())
            .toList();
    if (!told.isEmpty()) {
      Instant since = blind.getFirst().delivery().news().at();
      tellings.tell(
          new News(Optional.empty(), rule, since, Occasion.SEEING, 0, News.NO_NOTE),
          told,
          Duration.ZERO);
    }
  }

  private List<Team> receivers(String rule) {
    return playbooks
        .current()
        .rule(rule)
        .map(Rule::card)
        .map(Rule.Card::receivers)
        .orElseGet(List::of);
  }

  private Instant now() {
    return clock.instant();
  }
}
