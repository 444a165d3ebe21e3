package ai.agentbar.payment.reconciliation;

import ai.agentbar.payment.NotificationInbox;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Whether notifications have fallen silent: payments are open, and the inbox has stored nothing
 * genuine for the set time. Where it never stored any, the time counts from the oldest payment that
 * is open. Found out here and now, and not from the watch, which may be the one that is down.
 */
@Component
class Silence {

  private final NotificationInbox inbox;
  private final ReconciliationTable table;
  private final ReconciliationSettings settings;
  private final InstantSource clock;

  Silence(
      NotificationInbox inbox,
      ReconciliationTable table,
      ReconciliationSettings settings,
      InstantSource clock) {
    this.inbox = inbox;
    this.table = table;
    this.settings = settings;
    this.clock = clock;
  }

  boolean reigns() {
    Optional<Instant> open = table.oldestOpenedAt();
    if (open.isEmpty()) {
      return false;
    }
    Instant heard = inbox.newestStoredAt().orElse(open.get());
    return !clock.instant().isBefore(heard.plus(settings.silentAfter()));
  }
}
