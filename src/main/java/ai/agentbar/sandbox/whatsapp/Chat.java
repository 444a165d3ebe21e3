package ai.agentbar.sandbox.whatsapp;

import ai.agentbar.sandbox.base.Tally;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The newest messages, and how often each of the sender's marks came. Safe for many threads. */
final class Chat {

  private static final int MESSAGES_KEPT = 2_000;

  private final Map<String, ChatMessage> messages =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, ChatMessage> eldest) {
          return size() > MESSAGES_KEPT;
        }
      };
  private final Tally marks = new Tally();

  synchronized void add(ChatMessage message) {
    messages.put(message.id(), message);
    if (!message.callbackData().isEmpty()) {
      var _ = marks.add(message.callbackData());
    }
  }

  /** It came that far; a message that was forgotten or came further stays as it is. */
  synchronized void advance(String id, ChatMessage.Status status, int errorCode) {
    messages.computeIfPresent(id, (_, message) -> message.to(status, errorCode));
  }

  /** Newest first. */
  synchronized List<ChatMessage> all() {
    return new ArrayList<>(messages.values()).reversed();
  }

  Map<String, Integer> marks() {
    return marks.all();
  }

  synchronized void clear() {
    messages.clear();
    marks.clear();
  }
}
