package ai.agentbar.watch.delivery;

import ai.agentbar.watch.alert.Alerts;
import ai.agentbar.watch.alert.Firing;
import ai.agentbar.watch.alert.FiringId;
import ai.agentbar.watch.playbook.ContactKind;
import ai.agentbar.watch.playbook.Playbooks;
import ai.agentbar.watch.playbook.Team;
import ai.agentbar.watch.playbook.Wording;
import java.time.Duration;
import java.util.List;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The messages to the people on call: written when an alert fires or ends, sent by themselves. */
@Service
public class Deliveries {

  /**
   * How long the first message of a firing waits for the probes, and for what fires beside it. A
   * message that has nothing to wait for leaves at once.
   */
  static final Duration WINDOW = Duration.ofMillis(1_500);

  /**
   * One thing to tell one contact, and what became of it.
   *
   * @param team its name for people
   * @param fallback told because another contact could not be
   */
  public record Told(
      String team,
      ContactKind channel,
      boolean fallback,
      Occasion occasion,
      DeliveryState state,
      int attempts) {}

  private final Alerts alerts;
  private final Playbooks playbooks;
  private final DeliveryReadTable deliveries;
  private final Tellings tellings;
  private final Terms terms;

  Deliveries(
      Alerts alerts,
      Playbooks playbooks,
      DeliveryReadTable deliveries,
      Tellings tellings,
      Terms terms) {
    this.alerts = alerts;
    this.playbooks = playbooks;
    this.deliveries = deliveries;
    this.tellings = tellings;
    this.terms = terms;
  }

  /** The newest five hundred messages that told of a firing, oldest first. */
  public List<Told> ofFiring(FiringId id) {
    return deliveries.ofFiring(id).stream().map(this::told).toList();
  }

  /**
   * Calls another team, or the same one louder, because a clock runs out; each call is told anew.
   * False where the firing is over or silenced: nothing is told then.
   *
   * @param why in words for those who are called
   */
  @Transactional
  public boolean escalate(FiringId id, Team team, Wording why) {
    Firing firing = alerts.firing(id).orElseThrow();
    if (firing.isOver() || terms.isSilenced(firing.ruleId())) {
      return false;
    }
    int round = deliveries.rounds(firing, Occasion.ESCALATED) + 1;
    News news = News.of(firing, Occasion.ESCALATED, round, why);
    return tellings.tell(news, List.of(team), Duration.ZERO) > 0;
  }

  private Told told(DeliveryReadTable.Followed followed) {
    Delivery delivery = followed.delivery();
    Place place = delivery.place();
    return new Told(
        playbooks.current().team(place.team()).map(Team::name).orElse(place.team()),
        place.kind(),
        place.role() == Place.Role.FALLBACK,
        delivery.news().occasion(),
        followed.state(),
        delivery.attempts());
  }
}
