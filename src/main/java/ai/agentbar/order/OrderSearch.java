package ai.agentbar.order;

import ai.agentbar.kernel.Email;
import ai.agentbar.kernel.Phone;
import java.time.Instant;
import java.util.Optional;

/**
 * Which orders are looked for. Every way to look has an index, and none reads more than a page, or
 * the orders of the days it names.
 *
 * @param status none for every state
 * @param after the last order of the page before
 */
public record OrderSearch(By by, Optional<OrderStatus> status, Place after, int limit) {

  public static final int ROWS_MAX = 200;

  public OrderSearch {
    if (limit < 1 || limit > ROWS_MAX) {
      throw new IllegalArgumentException(
          "a page has 1 to %d orders, not %d".formatted(ROWS_MAX, limit));
    }
  }

  /** What of an order is known. */
  public sealed interface By {}

  /** When it was placed, {@code until} excluded. */
  public record Placed(Instant from, Instant until) implements By {}

  /** How its id begins, and the day that this beginning names. */
  public record Named(String beginning, Placed day) implements By {}

  public record OfEmail(Email email) implements By {}

  public record OfPhone(Phone phone) implements By {}

  /** An order's place in the list. */
  public record Place(Instant createdAt, String orderId) {

    /** Before the newest. */
    public static final Place FIRST = new Place(Instant.parse("9999-01-01T00:00:00Z"), "");

    public static Place of(Order order) {
      return new Place(order.createdAt(), order.id().value());
    }
  }
}
