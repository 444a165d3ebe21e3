package ai.agentbar.sandbox.mail;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Who has already tried to write to whom. A pair is let in from its second attempt on; the oldest
 * pairs are forgotten.
 */
final class Greylist {

  private static final int PAIRS_KEPT = 20_000;

  private final Map<String, Boolean> seen =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
          return size() > PAIRS_KEPT;
        }
      };

  synchronized boolean isFirstAttempt(String sender, String recipient) {
    return seen.putIfAbsent(sender + " " + recipient, true) == null;
  }

  synchronized void clear() {
    seen.clear();
  }
}
