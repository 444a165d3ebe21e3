package ai.agentbar.sandbox.buyer;

import static org.springframework.web.servlet.function.RouterFunctions.route;

import ai.agentbar.sandbox.base.Bodies;
import ai.agentbar.sandbox.base.Timetable;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Sends buyers to the shop at a steady rate, never more at once than {@value #IN_FLIGHT_MAX}.
 *
 * <p>Threads: a buyer is a chain of steps on the timetable; while it thinks it occupies no thread.
 * A buyer the shop or the payment page turns away leaves and is counted.
 */
public final class Buyers implements AutoCloseable {

  public static final double PER_MINUTE_MAX = 6_000;

  private static final Logger log = LoggerFactory.getLogger(Buyers.class);
  private static final int IN_FLIGHT_MAX = 500;
  private static final int BODY_BYTES_MAX = 1_024;
  private static final Duration TICK = Duration.ofMillis(100);
  private static final double TICKS_PER_MINUTE = 600;
  private static final Duration BEFORE_PAYING_LATER = Duration.ofSeconds(60);

  private final BuyerSettings settings;
  private final Timetable timetable;
  private final Shop shop;
  private final BuyerPlans plans;
  private final Semaphore places = new Semaphore(IN_FLIGHT_MAX);
  private final AtomicLong ordered = new AtomicLong();
  private final AtomicLong paid = new AtomicLong();
  private final AtomicLong walkedAway = new AtomicLong();
  private final AtomicLong turnedAway = new AtomicLong();
  private boolean coming;
  private double perMinute;
  private double owed;

  public Buyers(BuyerSettings settings, Timetable timetable) {
    if (settings.perMinute() < 0 || settings.perMinute() > PER_MINUTE_MAX) {
      throw new IllegalArgumentException(
          "buyers per minute lie between 0 and %.0f, not %s"
              .formatted(PER_MINUTE_MAX, settings.perMinute()));
    }
    this.settings = settings;
    this.timetable = timetable;
    this.shop = new Shop(settings.shopUrl());
    this.plans = new BuyerPlans(settings.packageIds(), new Random(settings.seed() + 3));
    this.coming = settings.enabled() && !settings.packageIds().isEmpty();
    this.perMinute = settings.perMinute();
  }

  /** How the buyers fare. */
  public record Figures(
      boolean enabled,
      double perMinute,
      int inFlight,
      long ordered,
      long paid,
      long walkedAway,
      long turnedAway) {}

  /** Opens the doors; to be called once the shop is ready. */
  public void start() {
    if (settings.enabled() && settings.packageIds().isEmpty()) {
      log.warn("no buyers come: agentbar.sandbox.package-ids names nothing to buy");
    }
    timetable.every(TICK, this::tick);
  }

  public synchronized Figures figures() {
    return new Figures(
        coming,
        perMinute,
        IN_FLIGHT_MAX - places.availablePermits(),
        ordered.get(),
        paid.get(),
        walkedAway.get(),
        turnedAway.get());
  }

  /**
   * An order a buyer placed, and left to somebody else to pay.
   *
   * @param buyer the buyer's name
   * @param pageUrl the payment page, where the shop has one to offer
   */
  public record Ordered(String orderId, String token, String buyer, Optional<URI> pageUrl) {}

  /** One buyer more, at once, who orders and waits; nothing where the shop turns it away. */
  public Optional<Ordered> orderOne() {
    if (settings.packageIds().isEmpty()) {
      return Optional.empty();
    }
    BuyerPlan plan = plans.next();
    return shop.order(plan)
        .map(it -> new Ordered(it.id(), it.token(), plan.person().name(), it.pageUrl()));
  }

  /** What the shop says of an order: {@code PAID}; empty where it says nothing. */
  public String statusOf(String orderId) {
    return shop.status(orderId);
  }

  public RouterFunction<ServerResponse> routes() {
    return route()
        .GET("/_sim/buyers", _ -> ServerResponse.ok().body(figures()))
        .PUT("/_sim/buyers", this::change)
        .POST("/buyers/{state}", this::press)
        .build();
  }

  @Override
  public void close() {
    shop.close();
  }

  private ServerResponse change(ServerRequest request) throws IOException {
    Optional<ObjectNode> body = Bodies.jsonObject(request, BODY_BYTES_MAX);
    JsonNode rate = body.map(fields -> fields.path("per_minute")).orElseGet(Buyers::nothing);
    boolean rateFits =
        rate.isMissingNode()
            || (rate.isNumber() && rate.doubleValue() >= 0 && rate.doubleValue() <= PER_MINUTE_MAX);
    if (body.isEmpty() || !rateFits) {
      return ServerResponse.badRequest()
          .body(
              Map.of(
                  "error",
                  "send {\"enabled\": true, \"per_minute\": 20}; at most %.0f per minute"
                      .formatted(PER_MINUTE_MAX)));
    }
    synchronized (this) {
      coming = body.get().path("enabled").asBoolean(coming) && !settings.packageIds().isEmpty();
      perMinute = rate.isMissingNode() ? perMinute : rate.doubleValue();
    }
    return ServerResponse.ok().body(figures());
  }

  private ServerResponse press(ServerRequest request) {
    synchronized (this) {
      coming = "on".equals(request.pathVariable("state")) && !settings.packageIds().isEmpty();
    }
    return ServerResponse.seeOther(URI.create("/")).build();
  }

  private static JsonNode nothing() {
    return MissingNode.getInstance();
  }

  private synchronized void tick() {
    owed = coming ? owed + perMinute / TICKS_PER_MINUTE : 0;
    for (; owed >= 1; owed--) {
      if (places.tryAcquire()) {
        BuyerPlan plan = plans.next();
        timetable.workers().execute(() -> step(() -> enter(plan)));
      }
    }
  }

  private void enter(BuyerPlan plan) {
    Optional<Shop.Order> order = shop.order(plan);
    if (order.isEmpty()) {
      leave(turnedAway);
      return;
    }
    ordered.incrementAndGet();
    if (order.get().pageUrl().isPresent()) {
      think(plan.beforeChoosing(), () -> choose(plan, order.get().pageUrl().get()));
    } else {
      think(BEFORE_PAYING_LATER, () -> payLater(plan, order.get()));
    }
  }

  private void payLater(BuyerPlan plan, Shop.Order order) {
    Optional<URI> page = shop.pay(order).flatMap(Shop.Order::pageUrl);
    if (page.isPresent()) {
      choose(plan, page.get());
    } else {
      leave(turnedAway);
    }
  }

  private void choose(BuyerPlan plan, URI page) {
    if (plan.ending() == BuyerPlan.Ending.NEVER_CHOOSES) {
      leave(walkedAway);
      return;
    }
    Optional<String> transaction =
        shop.opens(page) ? shop.choose(page, plan.method()) : Optional.empty();
    if (transaction.isEmpty()) {
      leave(turnedAway);
      return;
    }
    switch (plan.ending()) {
      case PAYS -> think(plan.beforePaying(), () -> pay(plan, page, transaction.get()));
      case DENIED_THEN_PAYS ->
          think(plan.beforePaying(), () -> deny(plan, page, transaction.get()));
      case NEVER_PAYS, NEVER_CHOOSES -> leave(walkedAway);
    }
  }

  private void deny(BuyerPlan plan, URI page, String transaction) {
    boolean denied = shop.opens(page) && shop.press(page, transaction, "deny");
    Optional<String> again = denied ? shop.choose(page, plan.method()) : Optional.empty();
    if (again.isPresent()) {
      think(plan.beforePaying(), () -> pay(plan, page, again.get()));
    } else {
      leave(turnedAway);
    }
  }

  private void pay(BuyerPlan plan, URI page, String transaction) {
    boolean done = shop.opens(page) && shop.press(page, transaction, plan.payment());
    leave(done ? paid : turnedAway);
  }

  private void think(Duration time, Runnable next) {
    timetable.after(settings.pace().shorten(time), () -> step(next));
  }

  /** A step that breaks ends the visit, so that its place is free again. */
  private void step(Runnable next) {
    try {
      next.run();
    } catch (RuntimeException e) {
      log.warn("a buyer stumbled", e);
      leave(turnedAway);
    }
  }

  private void leave(AtomicLong counter) {
    counter.incrementAndGet();
    places.release();
  }
}
