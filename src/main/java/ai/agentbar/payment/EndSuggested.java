package ai.agentbar.payment;

import ai.agentbar.kernel.OrderId;

/**
 * A report says that the order cannot be paid any more. Published in the transaction that applied
 * the report, and no event of the log: nothing has happened yet. Before an order ends unpaid, the
 * gateway is asked once more about all of its pages, since another transaction of the order may
 * have been paid and its notification lost.
 */
public record EndSuggested(OrderId orderId) {}
