package ai.agentbar.notification;

import ai.agentbar.event.EventLog;
import ai.agentbar.job.Lease;
import ai.agentbar.notification.OutboxEvent.Step;
import ai.agentbar.notification.OutboxMessage.Tries;
import ai.agentbar.notification.SendPolicy.Next;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Applies what providers tell of messages they took, in the caller's transaction.
 *
 * <p>Reports come in any order and more than once: one of higher rank stays. Whatever the provider
 * says but FAILED proves that it took the message; whoever still works on the row loses it.
 */
@Component
class Reports {

  private final OutboxTable table;
  private final OutboxReadTable rows;
  private final Outcomes outcomes;
  private final SendPolicy policy;
  private final Gates gates;
  private final EventLog events;
  private final InstantSource clock;

  Reports(
      OutboxTable table,
      OutboxReadTable rows,
      Outcomes outcomes,
      NotificationSettings settings,
      Gates gates,
      EventLog events,
      InstantSource clock) {
    this.table = table;
    this.rows = rows;
    this.outcomes = outcomes;
    this.policy = SendPolicy.of(settings);
    this.gates = gates;
    this.events = events;
    this.clock = clock;
  }

  Reporting apply(DeliveryReport report) {
    Optional<OutboxMessage> row = lock(report);
    if (row.isEmpty()) {
      return Reporting.UNMATCHED;
    }
    if (isOld(report, row.get())) {
      return Reporting.REPEATED;
    }
    if (report.status() == DeliveryStatus.FAILED) {
      undelivered(report, row.get());
    } else {
      taken(report, row.get());
    }
    return Reporting.APPLIED;
  }

  private Optional<OutboxMessage> lock(DeliveryReport report) {
    if (!report.key().isEmpty()) {
      return rows.lockByKey(report.key());
    }
    return report.providerId().isEmpty()
        ? Optional.empty()
        : rows.lockByProviderId(report.providerId());
  }

  /** Known already, or a failure of an earlier try than the one that counts. */
  private static boolean isOld(DeliveryReport report, OutboxMessage row) {
    if (rank(report.status()) <= rank(row.provider().status())) {
      return true;
    }
    String current = row.provider().id();
    return report.status() == DeliveryStatus.FAILED
        && current != null
        && !report.providerId().isEmpty()
        && !current.equals(report.providerId());
  }

  private static int rank(@Nullable DeliveryStatus status) {
    if (status == null) {
      return 0;
    }
    return switch (status) {
      case SENT -> 1;
      case FAILED -> 2;
      case DELIVERED -> 3;
      case READ -> 4;
    };
  }

  private void taken(DeliveryReport report, OutboxMessage row) {
    if (row.state() != OutboxState.SENT && row.state() != OutboxState.SKIPPED) {
      // A try under way may become the second one that arrives.
      boolean twice =
          row.tries().possibleDouble()
              || (row.state() == OutboxState.SENDING && row.tries().doubtful());
      Lease lease = table.seize(row.id(), clock.instant());
      outcomes.follow(lease, row, new Next.Sent(report.providerId(), twice));
    }
    note(report, row);
    if (report.status() != DeliveryStatus.SENT) {
      OutboxMessage now = rows.find(row.id()).orElseThrow();
      events.append(new OutboxEvent.Reported(Step.of(now, now.state()), report.status()));
    }
  }

  private void undelivered(DeliveryReport report, OutboxMessage row) {
    boolean refused = report.result() instanceof SendResult.Refused;
    boolean follows =
        switch (row.state()) {
          case SENT, SENDING -> true;
          case RETRYING -> refused;
          case PENDING, FAILED, UNKNOWN, SKIPPED -> false;
        };
    if (follows) {
      OutboxMessage doubted = doubted(row);
      Lease lease = table.seize(row.id(), clock.instant());
      outcomes.follow(
          lease, row, policy.after(doubted, lease.attempt(), asOfMessage(report.result())));
    } else {
      events.append(new OutboxEvent.Reported(Step.of(row, row.toldState()), DeliveryStatus.FAILED));
    }
    note(report, row);
    tellChannel(report.result(), gates.of(row.channel()));
  }

  /** Of several tries the failed one may be another than the one under way. */
  private static OutboxMessage doubted(OutboxMessage row) {
    Tries tries = row.tries();
    if (row.state() != OutboxState.SENDING || tries.count() <= 1) {
      return row;
    }
    return row.with(new Tries(tries.count(), true, tries.possibleDouble()));
  }

  /** It was accepted and counted as a try, so a provider's mood cannot make it none. */
  private static SendResult asOfMessage(SendResult result) {
    return switch (result) {
      case SendResult.Refused refused -> refused;
      case SendResult.Later later -> later;
      case SendResult.Busy(String reason, var after) -> new SendResult.Later(reason, after);
      case SendResult.Halted(String reason) -> new SendResult.Later(reason, Optional.empty());
      case SendResult.Away(String reason) -> new SendResult.Later(reason, Optional.empty());
      case SendResult.Unknown(String reason) -> new SendResult.Later(reason, Optional.empty());
      case SendResult.Accepted _ -> new SendResult.Refused("the provider could not deliver it");
    };
  }

  private static void tellChannel(SendResult result, ChannelGate gate) {
    if (result instanceof SendResult.Busy(String reason, var after)) {
      gate.pause(reason, after);
    } else if (result instanceof SendResult.Halted(String reason)) {
      gate.stop(reason);
    }
  }

  private void note(DeliveryReport report, OutboxMessage row) {
    String providerId = report.providerId().isEmpty() ? null : report.providerId();
    table.deliveryStatus(row.id(), providerId, report.status());
  }
}
