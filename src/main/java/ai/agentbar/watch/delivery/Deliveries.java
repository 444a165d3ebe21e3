package ai.agentbar.watch.delivery;

import ai.agentbar.watch.alert.AlertEvent;
import ai.agentbar.watch.alert.Alerts;
import ai.agentbar.watch.alert.Firing;
import ai.agentbar.watch.alert.FiringId;
import ai.agentbar.watch.delivery.AlertDelivery.Occasion;
import ai.agentbar.watch.playbook.ContactKind;
import ai.agentbar.watch.playbook.Playbooks;
import ai.agentbar.watch.playbook.Rule;
import ai.agentbar.watch.playbook.Team;
import java.time.InstantSource;
import java.util.List;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;

/** The messages to the people on call: written when an alert fires or ends, sent by themselves. */
@Service
public class Deliveries {

  /** One message to one team over one channel, and what became of it. */
  public record Told(String team, Channel channel, DeliveryState state, int attempts) {}

  private final Alerts alerts;
  private final Playbooks playbooks;
  private final AlertDeliveryTable table;
  private final AlertMessage messages;
  private final InstantSource clock;

  Deliveries(
      Alerts alerts,
      Playbooks playbooks,
      AlertDeliveryTable table,
      AlertMessage messages,
      InstantSource clock) {
    this.alerts = alerts;
    this.playbooks = playbooks;
    this.table = table;
    this.messages = messages;
    this.clock = clock;
  }

  /** The messages that told of a firing, oldest first. */
  public List<Told> ofFiring(FiringId id) {
    return table.ofFiring(id).stream().map(this::told).toList();
  }

  @EventListener
  void tell(AlertEvent.Fired fired) {
    Firing firing = alerts.firing(fired.firing()).orElseThrow();
    tell(
        firing,
        Occasion.FIRING,
        new AlertMessage.Numbers(firing.value(), firing.limit(), firing.reason()));
  }

  @EventListener
  void tell(AlertEvent.Resolved resolved) {
    Firing firing = alerts.firing(resolved.firing()).orElseThrow();
    tell(
        firing,
        Occasion.RESOLVED,
        new AlertMessage.Numbers(resolved.value(), resolved.limit(), resolved.why()));
  }

  private void tell(Firing firing, Occasion occasion, AlertMessage.Numbers numbers) {
    Rule rule = playbooks.current().rule(firing.ruleId()).orElseThrow();
    AlertDelivery.Text text =
        messages.write(new AlertMessage.News(rule, firing, occasion, clock.instant(), numbers));
    for (Team team : rule.card().receivers()) {
      for (Channel channel : Channel.values()) {
        if (!team.first(ContactKind.valueOf(channel.name())).isEmpty()) {
          table.create(AlertDelivery.to(team, channel, occasion, firing, text), clock.instant());
        }
      }
    }
  }

  private Told told(AlertDeliveryTable.Followed followed) {
    AlertDelivery delivery = followed.delivery();
    return new Told(
        playbooks.current().team(delivery.team()).map(Team::name).orElse(delivery.team()),
        delivery.channel(),
        followed.state(),
        followed.attempts());
  }
}
