package ai.agentbar.testing;

import static ai.agentbar.testing.CommerceEvents.fact;
import static ai.agentbar.testing.CommerceEvents.message;
import static ai.agentbar.testing.CommerceEvents.placed;
import static ai.agentbar.testing.CommerceEvents.rejected;

import ai.agentbar.event.Event;
import ai.agentbar.event.EventType;
import ai.agentbar.kernel.OrderId;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What can go wrong, each in the shape in which the watch comes to know of it. */
public final class Faults {

  /**
   * Something that goes wrong when it is caused.
   *
   * @param rule which is to fire
   * @param fromThenOn how long it lasts until it is a fault by the number of its rule
   */
  public record Fault(String rule, Duration fromThenOn, Runnable cause) {}

  /** A wait is told in whole seconds, and is beyond one when it is nearer to two. */
  private static final Duration BEYOND_A_SECOND = Duration.ofMillis(1_500);

  private static final List<String> FACTS =
      List.of(
          "DOUBLE_PAYMENT",
          "AMOUNT_MISMATCH",
          "CURRENCY_MISMATCH",
          "MERCHANT_MISMATCH",
          "REVERSAL",
          "CHARGEBACK",
          "REFUND",
          "UNRECOGNISED_STATUS",
          "UNDER_REVIEW",
          "NOT_ASKABLE");

  private final Consumer<Event[]> log;
  private final JdbcClient jdbc;
  private final String url;
  private final List<Connection> locks = new ArrayList<>();
  private final Random random = new Random();
  private final AtomicLong numbers = new AtomicLong(1_000_000);

  public Faults(Consumer<Event[]> log, JdbcClient jdbc, String url) {
    this.log = log;
    this.jdbc = jdbc;
    this.url = url;
  }

  /** One of every kind. */
  public List<Fault> all() {
    Stream<Fault> told =
        Stream.of(
            told("webhook_processing_error", () -> many(1, CommerceEvents::processingFailed)),
            told("webhook_invalid_signature_spike", () -> many(1, Faults::flood)),
            told("gateway_error_spike", () -> many(25, Faults::gatewayFailed)),
            told("payment_opening_drop", () -> many(6, () -> placed(newOrder()))),
            told("outbox_backlog", () -> many(25, this::waiting)),
            told("outbox_failed", () -> many(1, this::failed)),
            told("job_timeout", () -> many(1, () -> job("JOB_OVER_LIMIT", "FINE"))),
            told("job_failed", () -> many(2, () -> job("JOB_FINISHED", "FAILED"))));
    Stream<Fault> facts =
        FACTS.stream().map(it -> told(ruleOf(it), () -> many(1, () -> fact(it, newOrder()))));
    Stream<Fault> found =
        Stream.of(
            new Fault("paid_without_entitlement", Duration.ZERO, this::payWithoutEntitlement),
            new Fault("database_lock_wait", BEYOND_A_SECOND, this::lock));
    return Stream.of(told, facts, found).flatMap(it -> it).toList();
  }

  /** Nothing is wrong any more. */
  public void end() {
    for (Connection lock : locks) {
      try {
        lock.close();
      } catch (SQLException failure) {
        throw new IllegalStateException(failure);
      }
    }
    locks.clear();
  }

  private Fault told(String rule, Supplier<Event[]> events) {
    return new Fault(rule, Duration.ZERO, () -> log.accept(events.get()));
  }

  private static Event[] many(int count, Supplier<Event> event) {
    return Stream.generate(event).limit(count).toArray(Event[]::new);
  }

  private static String ruleOf(String fact) {
    return switch (fact) {
      case "DOUBLE_PAYMENT" -> "payment_double";
      default -> "payment_" + fact.toLowerCase(Locale.ROOT);
    };
  }

  private OrderId newOrder() {
    return OrderId.next(Instant.EPOCH, random);
  }

  private static Event flood() {
    return rejected("BAD_SIGNATURE", 30);
  }

  private static Event gatewayFailed() {
    return CommerceEvents.of(
        EventType.GATEWAY_FAILED, "GATEWAY_FAILED", null, Map.of("operation", "status"));
  }

  private Event waiting() {
    return message(numbers.incrementAndGet(), "", "PENDING");
  }

  private Event failed() {
    return message(numbers.incrementAndGet(), "PENDING", "FAILED");
  }

  private static Event job(String name, String result) {
    return CommerceEvents.of(
        EventType.JOB_RUN, name, null, Map.of("job", "test", "result", result));
  }

  /** As the fold leaves an order that is paid and for some seconds without access. */
  private void payWithoutEntitlement() {
    jdbc.sql(
            """
            insert into metric_order (order_id, pending, paid, granted, amount, folded_at)
            values (:order, 0, 1, 0, 99000, now() - interval '6 seconds')
            """)
        .param("order", newOrder().value())
        .update();
  }

  /** One session holds a lock, and another one waits for it. */
  private void lock() {
    try {
      Connection holder = DriverManager.getConnection(url, "postgres", "");
      Connection waiter = DriverManager.getConnection(url, "postgres", "");
      locks.addAll(List.of(holder, waiter));
      take(holder);
      Thread.ofVirtual().start(() -> take(waiter));
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
  }

  private static void take(Connection connection) {
    try (var statement = connection.createStatement()) {
      statement.execute("select pg_advisory_lock(4711)");
    } catch (SQLException _) {
      // The fault is over.
    }
  }
}
