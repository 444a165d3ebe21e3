package ai.agentbar.watch.delivery;

import ai.agentbar.watch.alert.Firing;
import ai.agentbar.watch.alert.FiringId;
import ai.agentbar.watch.playbook.Team;
import java.time.Instant;

/** A message to one team over one channel. */
record AlertDelivery(
    FiringId firing,
    String ruleId,
    Instant firedAt,
    Occasion occasion,
    String team,
    Channel channel,
    Text text) {

  enum Occasion {
    FIRING,
    RESOLVED
  }

  record Text(String subject, String body) {}

  static AlertDelivery to(Team team, Channel channel, Occasion occasion, Firing of, Text text) {
    return new AlertDelivery(
        of.id(), of.ruleId(), of.firedAt(), occasion, team.id(), channel, text);
  }
}
