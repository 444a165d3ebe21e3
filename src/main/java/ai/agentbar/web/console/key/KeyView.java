package ai.agentbar.web.console.key;

import ai.agentbar.staff.ApiKey;
import ai.agentbar.web.console.Fact;
import ai.agentbar.web.console.Words;
import java.time.Instant;
import java.util.List;

/**
 * A key in one language.
 *
 * @param works whether there is anything to revoke
 * @param problem why it was not revoked, or empty
 */
public record KeyView(
    KeysView.Row key, boolean works, List<Fact> facts, String reason, String problem) {

  static KeyView of(ApiKey key, String reason, String problem, Instant now, Words words) {
    KeysView.Row row = KeysView.row(key, now, words);
    return new KeyView(row, KeysView.works(key, now), facts(row, words), reason, problem);
  }

  private static List<Fact> facts(KeysView.Row row, Words words) {
    return List.of(
        new Fact(words.say("keys.prefix"), row.prefix()),
        new Fact(words.say("keys.rights"), row.rights()),
        new Fact(words.say("keys.made-by"), row.madeBy()),
        new Fact(words.say("keys.made"), row.madeAt()),
        new Fact(words.say("keys.used"), row.lastUsed()),
        new Fact(words.say("keys.expires"), row.expires()));
  }
}
