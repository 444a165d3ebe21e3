package ai.agentbar.sandbox.mail;

import ai.agentbar.sandbox.base.Newest;
import ai.agentbar.sandbox.base.Tally;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** The newest mails, and how often each Message-ID came. */
final class MailBox {

  private static final int MAILS_KEPT = 2_000;

  private final InstantSource clock;
  private final Newest<Mail> mails = new Newest<>(MAILS_KEPT);
  private final Tally messageIds = new Tally();
  private final AtomicLong lastId = new AtomicLong();

  MailBox(InstantSource clock) {
    this.clock = clock;
  }

  /** Keeps a message and gives it its number. */
  long put(String from, List<String> to, MailParser.Content content, boolean answered) {
    long id = lastId.incrementAndGet();
    if (!content.messageId().isEmpty()) {
      var _ = messageIds.add(content.messageId());
    }
    mails.add(
        new Mail(
            id,
            content.messageId(),
            from,
            to,
            content.subject(),
            content.text(),
            content.html(),
            content.headers(),
            clock.instant(),
            answered));
    return id;
  }

  List<Mail> all() {
    return mails.all();
  }

  List<Mail> newest(int count) {
    return mails.first(count);
  }

  Optional<Mail> find(String id) {
    return mails.find(mail -> String.valueOf(mail.id()).equals(id));
  }

  Map<String, Integer> counts() {
    return messageIds.all();
  }

  void clear() {
    mails.clear();
    messageIds.clear();
  }
}
