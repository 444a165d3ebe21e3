package ai.agentbar.watch.metric;

import ai.agentbar.kernel.Rupiah;
import java.time.InstantSource;
import java.util.List;
import org.springframework.stereotype.Service;

/** Which orders are paid without access, or have access without being paid. */
@Service
public class BrokenOrders {

  /** An order, what is wrong with it, and what it costs as far as events told. */
  public record Broken(String orderId, boolean paid, boolean granted, Rupiah amount) {}

  private final BrokenTable table;
  private final InstantSource clock;

  BrokenOrders(BrokenTable table, InstantSource clock) {
    this.table = table;
    this.clock = clock;
  }

  /** Oldest first. */
  public List<Broken> find(int limit) {
    return table.find(clock.instant().minus(OpenTable.BALANCED_WITHIN), limit);
  }
}
