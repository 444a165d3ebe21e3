package ai.agentbar.order;

/** What became of the wish to place an order. */
public sealed interface Placement {

  /** A new order stands. */
  record Placed(Order order) implements Placement {}

  /** The same request was answered before under this idempotency key; this is its order. */
  record Repeated(Order order) implements Placement {}

  /** The idempotency key was used before for another request. */
  record KeyReused() implements Placement {}
}
