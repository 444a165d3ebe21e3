package ai.agentbar.order;

import ai.agentbar.kernel.OrderId;

/** What an idempotency key was used for before. */
record IdempotencyRow(String requestHash, OrderId orderId) {}
