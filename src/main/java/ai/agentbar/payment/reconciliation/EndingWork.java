package ai.agentbar.payment.reconciliation;

import ai.agentbar.event.Origin;
import ai.agentbar.job.Work;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * Ends orders of which a notification says that they cannot be paid any more, at once, by the same
 * rules as every other end: all pages are asked about once more first. It is no run of the
 * reconciliation and tells none; what it does is told by the order's own events.
 *
 * <p>Threads: stepped by one loop; the questions of a step run on virtual threads of their own.
 */
@Component
class EndingWork implements Work {

  private final Claims.Source source;
  private final Reconciler reconciler;
  private final Questions questions;

  EndingWork(Claims claims, Reconciler reconciler, Questions questions) {
    this.source = claims.ending();
    this.reconciler = reconciler;
    this.questions = questions.beside();
  }

  @Override
  public String name() {
    return "order-ending";
  }

  @Override
  public Origin.Component component() {
    return Origin.Component.WORKER;
  }

  @Override
  public int step() {
    List<ReconciliationRow> rows = source.next(Reconciler.SIDE_BY_SIDE_MAX);
    reconciler.askAll(rows, questions);
    return rows.size();
  }
}
