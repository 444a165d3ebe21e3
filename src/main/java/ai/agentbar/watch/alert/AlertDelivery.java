package ai.agentbar.watch.alert;

import ai.agentbar.watch.playbook.Team;
import java.time.Instant;

/** A message to one team over one channel. */
record AlertDelivery(
    String ruleId, Instant firedAt, Occasion occasion, String team, Channel channel, Text text) {

  enum Occasion {
    FIRING,
    RESOLVED
  }

  record Text(String subject, String body) {}

  static AlertDelivery to(Team team, Channel channel, Occasion occasion, Firing of, Text text) {
    return new AlertDelivery(of.ruleId(), of.firedAt(), occasion, team.id(), channel, text);
  }

  /** Which firing of which rule. */
  record Firing(String ruleId, Instant firedAt) {}
}
