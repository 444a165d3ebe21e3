package ai.agentbar.payment.reconciliation;

import ai.agentbar.event.Event;
import ai.agentbar.payment.Reconciliation.Run;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Counts what came of a run. One thread. */
final class Tally {

  private int paid;
  private int expired;
  private int unchanged;
  private int failed;
  private int failedOrders;
  private int asked;
  private Event.@Nullable Failure firstFailure;

  void count(List<Inquiry.Result> results) {
    for (Inquiry.Result result : results) {
      asked++;
      switch (result) {
        case Inquiry.Result.Paid _ -> paid++;
        case Inquiry.Result.Expired _ -> expired++;
        case Inquiry.Result.OrderFailed _ -> failedOrders++;
        case Inquiry.Result.Unchanged _ -> unchanged++;
        case Inquiry.Result.Unanswered(Event.Failure failure) -> {
          failed++;
          firstFailure = firstFailure == null ? failure : firstFailure;
        }
        case Inquiry.Result.TakenOver _ -> {
          asked--; // The other owner counts it.
        }
      }
    }
  }

  /** The run itself failed, after what was counted. */
  void broke(RuntimeException failure) {
    firstFailure = firstFailure == null ? Event.Failure.of(failure) : firstFailure;
  }

  int asked() {
    return asked;
  }

  Event.@Nullable Failure firstFailure() {
    return firstFailure;
  }

  Run run(Duration duration) {
    return new Run(asked(), paid, expired, unchanged, failed, failedOrders, duration);
  }
}
