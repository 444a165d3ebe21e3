package ai.agentbar.payment.reconciliation;

import ai.agentbar.job.Lease;
import ai.agentbar.kernel.OrderId;

/** An order that is asked about now, and the right to do so. */
record ReconciliationRow(Lease lease, OrderId orderId, int failures) {}
