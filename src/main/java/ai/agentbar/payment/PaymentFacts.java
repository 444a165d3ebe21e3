package ai.agentbar.payment;

import ai.agentbar.kernel.OrderId;
import ai.agentbar.kernel.Rupiah;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Service;

/** The facts about money that a person should know, over all orders. */
@Service
public class PaymentFacts {

  public static final int ROWS_MAX = 200;

  /** A fact, of which order, what that order costs, and since when it is known. */
  public record Noted(OrderId order, PaymentFact.Kind kind, Rupiah amount, Instant at) {

    /** Whether somebody must act because of it. */
    public boolean isSerious() {
      return kind.isSerious();
    }
  }

  private final PaymentFactTable table;

  PaymentFacts(PaymentFactTable table) {
    this.table = table;
  }

  /** What was noted since then, newest first, at most {@link #ROWS_MAX}. */
  public List<Noted> notedSince(Instant since) {
    return table.notedSince(since, ROWS_MAX);
  }
}
