package ai.agentbar.payment.reconciliation;

import ai.agentbar.event.Event;
import ai.agentbar.job.Backoff;
import ai.agentbar.order.Order;
import ai.agentbar.order.OrderStatus;
import ai.agentbar.order.Orders;
import ai.agentbar.order.PaymentProof;
import ai.agentbar.payment.GatewayUnavailableException;
import ai.agentbar.payment.OvertakenException;
import ai.agentbar.payment.PaymentDossier;
import ai.agentbar.payment.Payments;
import ai.agentbar.payment.Payments.Standing;
import ai.agentbar.payment.Verdict;
import ai.agentbar.payment.reconciliation.Answers.Found;
import ai.agentbar.payment.reconciliation.Ending.Decision;
import ai.agentbar.payment.reconciliation.Ending.Replies;
import ai.agentbar.payment.reconciliation.ReconciliationTable.State;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Asks about one order until it is clear what is to be done, and does it.
 *
 * <p>It goes in rounds: read what is known, ask, apply, decide. An end without money is decided in
 * one round and carried out in a later one whose questions brought nothing new, under the order's
 * lock and only if nothing was applied since before those questions. A round that brings news
 * throws the decision away.
 *
 * <p>Threads: many at a time, each with its own row. Every transaction locks the order first and
 * then the row, and ends there where the lease was lost. A crash leaves whole transactions, and the
 * row falls due again.
 */
@Component
class Inquiry {

  private static final Logger LOG = LoggerFactory.getLogger(Inquiry.class);
  private static final int ROUNDS_MAX = 8;

  /** After this no more is asked; the order is put off. Shorter than the lease. */
  private static final Duration TALK_MAX = Duration.ofSeconds(30);

  static final Duration LEASE = Duration.ofSeconds(60);

  private static final Backoff BACKOFF =
      new Backoff(Duration.ofSeconds(5), Duration.ofMinutes(5), Integer.MAX_VALUE);

  private final Payments payments;
  private final Orders orders;
  private final ReconciliationTable table;
  private final InstantSource clock;
  private final TransactionTemplate transaction;
  private final RandomGenerator random = RandomGenerator.getDefault();

  Inquiry(
      Payments payments,
      Orders orders,
      ReconciliationTable table,
      InstantSource clock,
      TransactionTemplate transaction) {
    this.payments = payments;
    this.orders = orders;
    this.table = table;
    this.clock = clock;
    this.transaction = transaction;
  }

  /** What came of it, and by us: what a notification did meanwhile counts for the notification. */
  sealed interface Result {
    record Paid() implements Result {}

    record Expired() implements Result {}

    record OrderFailed() implements Result {}

    record Unchanged() implements Result {}

    record Unanswered(Event.Failure failure) implements Result {}

    /** Another owner counts it. */
    record TakenOver() implements Result {}
  }

  /** Never throws: a failure is a result too. */
  Result about(ReconciliationRow row, Questions questions) {
    try {
      return new Talk(row, questions).result();
    } catch (TakenOverException _) {
      return new Result.TakenOver();
    } catch (RuntimeException failure) {
      return putOff(row, failure);
    }
  }

  private Result putOff(ReconciliationRow row, RuntimeException failure) {
    Event.Failure told = Event.Failure.of(failure);
    Instant nextTry = clock.instant().plus(BACKOFF.after(row.failures() + 1, random));
    try {
      boolean mine = inTransaction(() -> table.failed(row.lease(), nextTry, told.toString()));
      return mine ? new Result.Unanswered(told) : new Result.TakenOver();
    } catch (RuntimeException unrecorded) {
      LOG.warn(
          "order {} could not be asked about and that could not be recorded; it falls due again: {}",
          row.orderId(),
          unrecorded.getClass().getSimpleName());
      return new Result.Unanswered(told);
    }
  }

  private <T> T inTransaction(Supplier<T> work) {
    return Objects.requireNonNull(transaction.execute(_ -> work.get()));
  }

  /** One order's rounds. */
  private final class Talk {

    private final ReconciliationRow row;
    private final Questions questions;
    private final long talkUntil = System.nanoTime() + TALK_MAX.toNanos();
    private final PageClosings closings;
    private Decision.@Nullable End decided;
    private List<Standing> seen = List.of();
    private Result result = new Result.Unchanged();

    Talk(ReconciliationRow row, Questions questions) {
      this.row = row;
      this.questions = questions;
      this.closings = new PageClosings(questions);
    }

    Result result() {
      PaymentDossier known = payments.dossier(row.orderId());
      for (int round = 1; round <= ROUNDS_MAX; round++) {
        try {
          if (isDone(known)) {
            break;
          }
        } catch (OvertakenException _) {
          decided = null;
        }
        if (System.nanoTime() - talkUntil > 0) {
          throw new GatewayUnavailableException("Midtrans answers too slowly", null);
        }
        known = payments.dossier(row.orderId());
      }
      finish();
      return result;
    }

    /** One round; true where there is nothing more to ask now. */
    private boolean isDone(PaymentDossier before) {
      seen = before.standings();
      Answers answers = questions.aboutPages(before);
      boolean news = apply(answers);
      PaymentDossier after = news ? payments.dossier(row.orderId()) : before;
      seen = after.standings();
      if (!after.order().status().isOpen()) {
        return true;
      }
      Replies replies = closings.replies(answers, after);
      return switch (Ending.of(after, replies, clock.instant())) {
        case Decision.Wait _ -> {
          noteUnaskable(after, replies);
          yield true;
        }
        case Decision.Expire(List<String> ids) -> {
          decided = null;
          yield !closings.expire(ids);
        }
        case Decision.End end -> {
          if (end.equals(decided) && !news) {
            noteUnaskable(after, replies);
            carryOut(before, end);
            yield true;
          }
          decided = end;
          closings.close(after, clock.instant());
          yield false;
        }
      };
    }

    /** Applies what was found; true where anything of it was new. */
    private boolean apply(Answers answers) {
      if (answers.found().isEmpty()) {
        return false;
      }
      return inTransaction(
          () -> {
            OrderStatus before = lockMine().status();
            boolean news = false;
            Map<String, Standing> standings = new HashMap<>();
            for (Found found : answers.found()) {
              Standing standing =
                  standings.getOrDefault(found.standing().gatewayOrderId(), found.standing());
              Verdict verdict =
                  payments.apply(found.report(), standing, PaymentProof.Source.RECONCILIATION);
              if (verdict instanceof Verdict.Apply) {
                news = true;
                standings.put(standing.gatewayOrderId(), standing.next());
              }
            }
            if (before != OrderStatus.PAID
                && orders.find(row.orderId()).orElseThrow().status() == OrderStatus.PAID) {
              result = new Result.Paid();
            }
            return news;
          });
    }

    private void noteUnaskable(PaymentDossier known, Replies replies) {
      List<String> pages = replies.unaskable();
      if (!pages.isEmpty() && known.order().status().isOpen()) {
        transaction.executeWithoutResult(
            _ -> {
              lockMine();
              pages.forEach(page -> payments.noteUnaskable(row.orderId(), page));
            });
      }
    }

    private void carryOut(PaymentDossier asKnown, Decision.End end) {
      transaction.executeWithoutResult(
          _ -> {
            lockMine();
            payments.end(asKnown, end.as(), end.reason());
          });
      result = end.as() == OrderStatus.EXPIRED ? new Result.Expired() : new Result.OrderFailed();
    }

    /** Plans the next question; at once where something was applied that this talk has not seen. */
    private void finish() {
      transaction.executeWithoutResult(
          _ -> {
            Order order = orders.lock(row.orderId());
            Instant now = clock.instant();
            State state = table.find(order.id()).orElseThrow();
            boolean overtaken =
                order.status().isOpen() && !seen.equals(payments.standings(order.id()));
            Plan plan = overtaken ? Plan.at(now) : ReconciliationPlans.next(order, state, now);
            if (!table.asked(row.lease(), now, plan, overtaken)) {
              throw new TakenOverException(row);
            }
          });
    }

    private Order lockMine() {
      Order order = orders.lock(row.orderId());
      if (!table.extend(row.lease(), clock.instant().plus(LEASE))) {
        throw new TakenOverException(row);
      }
      return order;
    }
  }
}
