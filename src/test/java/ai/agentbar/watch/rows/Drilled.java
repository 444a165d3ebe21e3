package ai.agentbar.watch.rows;

import ai.agentbar.watch.playbook.Rule;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * What a drill showed: the rule was silent below, fired above, and was resolved.
 *
 * @param below the number at which it did not fire, as people read it
 * @param firing as the API tells it
 * @param mailed the teams that were told by mail that it fires
 * @param slacked the teams that were told so by Slack
 * @param text what the mail said
 * @param incident the incident it opened, as it stood then
 * @param metrics all metrics while it fired
 */
record Drilled(
    Rule rule,
    String below,
    JsonNode firing,
    Set<String> mailed,
    Set<String> slacked,
    String text,
    JsonNode incident,
    String metrics) {

  long value() {
    return firing.path("value").asLong();
  }

  long firingId() {
    return firing.path("firing").asLong();
  }
}
