package ai.agentbar.watch.rows;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Buyers who do not pay, and notifications that do not come or are forged. */
final class PaymentDrills {

  /** Out of every window but the usual level's. */
  private static final Duration WINDOWS = Duration.ofMinutes(31);

  private static final Duration NONE = Duration.ofSeconds(1);

  private final World world;
  private final Buyers buyers;

  PaymentDrills(World world, Buyers buyers) {
    this.world = world;
    this.buyers = buyers;
  }

  Map<String, Drill> all() {
    return Map.of(
        "conversion", conversion(),
        "nobody pays", nobodyPays(),
        "nobody pays again", nobodyPays(),
        "processing", processing(),
        "forgery", forgery(),
        "silence", silence(),
        "aging", aging());
  }

  /** Of 80 attempts 64 are paid, which is 80 %; of 81 that is 79 %. */
  private Drill conversion() {
    return new Drill(
        "payment_conversion_drop",
        WINDOWS,
        () -> {
          buyers.pay(buyers.order(1));
          // Never so many at once that the ratio is below in between.
          buyers.pay(buyers.order(39));
          IntStream.range(0, 3).forEach(_ -> buyers.pay(buyers.order(8)));
          buyers.order(16);
          world.untilMetric("orders_pending", 16);
        },
        buyers::order,
        this::everybodyPays);
  }

  /** Ten who do not pay say that nobody can; nine say nothing yet. */
  private Drill nobodyPays() {
    return new Drill(
        "payment_conversion_drop",
        WINDOWS,
        () -> {
          buyers.order(9);
          world.untilMetric("orders_pending", 9);
        },
        buyers::order,
        this::everybodyPays);
  }

  private void everybodyPays() {
    buyers.payAll();
    world.judged();
    world.pass(Duration.ofMinutes(10));
  }

  private Drill processing() {
    return new Drill(
        "webhook_processing_error",
        NONE,
        buyers::payOne,
        () -> {
          String order = buyers.order();
          String transaction = hearOf(order);
          World.until("what came is processed", this::isAllProcessed);
          world.press("{\"status_down\": true}");
          buyers.meets(transaction, "settle");
          buyers.forget(order);
        },
        () -> {
          world.mend();
          world.pass(Duration.ofMinutes(5));
          world.untilMetric("orders_pending", 0);
        });
  }

  private boolean isAllProcessed() {
    return world.metric("webhook_received_total")
        == world.metric("webhook_applied_count") + world.metric("webhook_ignored_count");
  }

  private Drill forgery() {
    return new Drill(
        "webhook_invalid_signature_spike",
        WINDOWS,
        () -> forge(19),
        () -> forge(1),
        () -> {
          world.pass(Duration.ofMinutes(5).plusSeconds(10));
          world.pass(Duration.ofMinutes(10));
        });
  }

  private void forge(int many) {
    double before = world.metric("webhook_invalid_signature");
    world.sandbox.post("/_sim/forge?count=" + many, "");
    world.untilMetric("webhook_invalid_signature", before + many);
  }

  /** One buyer of four has chosen a method, of which Midtrans told; then nothing comes. */
  private Drill silence() {
    return new Drill(
        "no_webhook",
        NONE,
        () -> {
          hearOf(buyers.order(4).getFirst());
          world.pass(Duration.ofMinutes(9).plusSeconds(58));
        },
        () -> world.pass(Duration.ofSeconds(1)),
        () -> {
          hearOf(buyers.order());
          world.pass(Duration.ofMinutes(1));
        });
  }

  /** A method is chosen and its notification has come; answers the transaction's id. */
  private String hearOf(String order) {
    double before = world.metric("webhook_received_total");
    String transaction = buyers.choose(order);
    world.untilMetric("webhook_received_total", before + 1);
    return transaction;
  }

  /**
   * Twenty have waited for half an hour and a second, one for a minute less. One pays, of course.
   */
  private Drill aging() {
    return new Drill(
        "orders_pending_aging",
        NONE,
        () -> {
          buyers.payOne();
          buyers.order(20);
          world.pass(Duration.ofMinutes(1));
          buyers.order();
          world.pass(Duration.ofMinutes(29).plusSeconds(1));
          world.untilMetric("orders_pending_aging", 20);
        },
        () -> {
          world.pass(Duration.ofMinutes(1));
          world.untilMetric("orders_pending_aging", 21);
        },
        () -> {
          String one = buyers.order();
          buyers.pay(List.of(one));
          buyers.payAll();
          world.judged();
          world.pass(Duration.ofMinutes(15));
        });
  }
}
