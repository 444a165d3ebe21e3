package ai.agentbar.payment.reconciliation;

import ai.agentbar.kernel.OrderId;
import ai.agentbar.payment.InquiryPlans;
import java.util.Optional;
import org.springframework.stereotype.Service;

/** Shows the plans; changes none. */
@Service
class PlansForPeople implements InquiryPlans {

  private final ReconciliationTable table;

  PlansForPeople(ReconciliationTable table) {
    this.table = table;
  }

  @Override
  public Optional<InquiryPlan> of(OrderId order) {
    return table.plan(order);
  }
}
