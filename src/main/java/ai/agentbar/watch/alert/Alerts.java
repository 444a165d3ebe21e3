package ai.agentbar.watch.alert;

import ai.agentbar.watch.playbook.Playbook;
import ai.agentbar.watch.playbook.Playbooks;
import ai.agentbar.watch.playbook.Rule;
import ai.agentbar.watch.playbook.Team;
import ai.agentbar.watch.playbook.Wording;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;

/** Every alert of the playbook and how it stands; the same on every node. */
@Service
public class Alerts {

  private static final Judgement NOT_JUDGED =
      new Judgement(new AlertState.Ok(), 0, 0, new Wording("", ""));

  private final Playbooks playbooks;
  private final AlertTable alerts;
  private final AlertDeliveryTable deliveries;

  Alerts(Playbooks playbooks, AlertTable alerts, AlertDeliveryTable deliveries) {
    this.playbooks = playbooks;
    this.alerts = alerts;
    this.deliveries = deliveries;
  }

  /** In the playbook's order. */
  public List<Alert> all() {
    Playbook playbook = playbooks.current();
    Map<String, Judgement> judgements =
        alerts.all().stream()
            .collect(Collectors.toMap(AlertTable.Row::ruleId, AlertTable.Row::judgement));
    Map<String, List<Alert.Told>> told =
        deliveries.ofFiringAlerts().stream()
            .collect(
                Collectors.groupingBy(
                    it -> it.delivery().ruleId(),
                    Collectors.mapping(it -> told(playbook, it), Collectors.toList())));
    return playbook.rules().stream()
        .map(
            rule ->
                alert(
                    rule,
                    judgements.getOrDefault(rule.id(), NOT_JUDGED),
                    told.getOrDefault(rule.id(), List.of())))
        .toList();
  }

  private static Alert alert(Rule rule, Judgement judgement, List<Alert.Told> told) {
    return new Alert(
        rule, judgement.next(), judgement.value(), judgement.limit(), judgement.reason(), told);
  }

  private static Alert.Told told(Playbook playbook, AlertDeliveryTable.Followed followed) {
    AlertDelivery delivery = followed.delivery();
    return new Alert.Told(
        playbook.team(delivery.team()).map(Team::name).orElse(delivery.team()),
        delivery.channel(),
        followed.state(),
        followed.attempts());
  }
}
