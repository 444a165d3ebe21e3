package ai.agentbar.watch.alert;

import ai.agentbar.watch.metric.Buckets;
import ai.agentbar.watch.metric.Metric;
import ai.agentbar.watch.metric.MoneyOpen;
import ai.agentbar.watch.metric.OpenOrders;
import ai.agentbar.watch.metric.Readings;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.TreeMap;

/**
 * A shop in which nothing is wrong, day by day: nights, weekends, paydays, and Ramadan with its
 * early morning and late evening. Buyers take their time, some try twice, some never pay; a scanner
 * knocks now and then, and Midtrans is slow at times. The same seed is the same ninety days.
 */
final class OrdinaryTraffic {

  static final Duration STEP = Duration.ofSeconds(30);

  private static final ZoneId JAKARTA = ZoneId.of("Asia/Jakarta");
  private static final LocalDate RAMADAN = LocalDate.parse("2027-02-08");
  private static final LocalDate EID = LocalDate.parse("2027-03-10");
  private static final Duration PAY_WITHIN = Duration.ofHours(24);
  private static final Duration AGED = Duration.ofMinutes(30);
  private static final Duration KEPT = Duration.ofMinutes(70);

  /** Share of a day's orders in each hour, in thousandths. */
  private static final int[] HOURS = {
    12, 7, 4, 3, 4, 9, 19, 34, 49, 58, 62, 60, 60, 56, 53, 52, 53, 55, 61, 72, 76, 67, 47, 27
  };

  private static final int[] RAMADAN_HOURS = {
    24, 16, 24, 58, 62, 34, 15, 20, 32, 40, 43, 42, 38, 36, 36, 38, 42, 30, 26, 68, 92, 92, 66, 36
  };

  /** What happens to the numbers at a moment. */
  private record Change(Instant at, Runnable effect) {}

  private final Random random;
  private final double ordersPerDay;
  private final PriorityQueue<Change> ahead =
      new PriorityQueue<>((a, b) -> a.at().compareTo(b.at()));
  private final Map<Metric, Long> values = new EnumMap<>(Metric.class);
  private final Map<Metric, Instant> lastAts = new EnumMap<>(Metric.class);
  private final Map<Metric, NavigableMap<Instant, Long>> buckets = new EnumMap<>(Metric.class);
  private final TreeMap<Instant, Integer> pending = new TreeMap<>();
  private final Deque<Instant> messages = new ArrayDeque<>();
  private Instant now;

  OrdinaryTraffic(long seed, double ordersPerDay, LocalDate begin) {
    this.random = new Random(seed);
    this.ordersPerDay = ordersPerDay;
    this.now = begin.atStartOfDay(JAKARTA).toInstant();
    for (Metric metric : Metric.values()) {
      values.put(metric, 0L);
    }
    values.put(Metric.WORKER_ALIVE, 1L);
    values.put(Metric.WORKER_EXPECTED, 1L);
    values.put(Metric.SCHEDULER_ALIVE, 1L);
    values.put(Metric.SCHEDULER_EXPECTED, 1L);
    values.put(Metric.INSTANCE_DISK_FREE_PERCENT, 60L);
  }

  /** Lets the next step happen, and reads the numbers. */
  Readings next() {
    now = now.plus(STEP);
    arrive();
    while (!ahead.isEmpty() && !ahead.peek().at().isAfter(now)) {
      ahead.poll().effect().run();
    }
    measure();
    return new Readings(
        now,
        now,
        values,
        Map.of(),
        lastAts,
        new MoneyOpen(
            pending.isEmpty() ? Optional.empty() : Optional.of(pending.firstKey()),
            Map.of(),
            OpenOrders.NONE),
        buckets);
  }

  private void arrive() {
    ZonedDateTime local = now.atZone(JAKARTA);
    int orders = poisson(ordersPerStep(local));
    for (int i = 0; i < orders; i++) {
      order(now.minusMillis(random.nextLong(STEP.toMillis())));
    }
    if (random.nextDouble() < timesADay(3)) { // A scanner.
      grow(Metric.WEBHOOK_INVALID_SIGNATURE, 1 + random.nextInt(4), now);
    }
    if (random.nextDouble() < timesADay(4)) { // Midtrans is slow.
      grow(Metric.GATEWAY_ERROR_COUNT, 1 + random.nextInt(3), now);
    }
  }

  /** How likely it is in one step. */
  private static double timesADay(int times) {
    return (double) times * STEP.toSeconds() / Duration.ofDays(1).toSeconds();
  }

  private double ordersPerStep(ZonedDateTime local) {
    LocalDate day = local.toLocalDate();
    boolean fasting = !day.isBefore(RAMADAN) && day.isBefore(EID);
    int share = (fasting ? RAMADAN_HOURS : HOURS)[local.getHour()];
    double orders = ordersPerDay * share / 1_000 * STEP.toSeconds() / 3_600;
    if (day.getDayOfMonth() >= 25 || day.getDayOfMonth() <= 2) {
      orders *= 2;
    }
    if (day.getDayOfWeek().compareTo(DayOfWeek.SATURDAY) >= 0) {
      orders *= 1.2;
    }
    return day.equals(EID) || day.equals(EID.plusDays(1)) ? orders / 2 : orders;
  }

  private void order(Instant at) {
    grow(Metric.CHECKOUT_CREATED_COUNT, 1, at);
    pending.merge(at, 1, Integer::sum);
    message(at);
    attempt(at, at, 0);
  }

  private void attempt(Instant at, Instant orderedAt, int before) {
    grow(Metric.PAYMENT_ATTEMPT_COUNT, 1, at);
    double fate = random.nextDouble();
    if (fate < 0.02) {
      give(at, orderedAt, before);
      return;
    }
    boolean card = random.nextDouble() < 0.12;
    Instant chosen = at.plusSeconds(15 + (long) (30 * -Math.log(random.nextDouble())));
    if (!card) {
      later(chosen, () -> notification(chosen)); // The method was chosen: pending.
    }
    Instant paid = chosen.plus(patience(card));
    if (fate < 0.05) {
      later(paid, () -> denied(paid, orderedAt, before));
    } else {
      later(paid, () -> paid(paid, orderedAt));
    }
  }

  /** Most pay within minutes; who transfers from an account may take an hour. */
  private Duration patience(boolean card) {
    double scale = card ? 40 : random.nextDouble() < 0.85 ? 75 : 900;
    return Duration.ofSeconds(10 + (long) (scale * -Math.log(random.nextDouble())));
  }

  private void paid(Instant at, Instant orderedAt) {
    notification(at);
    grow(Metric.PAYMENT_PAID_COUNT, 1, at);
    leave(orderedAt);
    message(at);
    message(at);
  }

  private void denied(Instant at, Instant orderedAt, int before) {
    notification(at);
    if (before == 0 && random.nextDouble() < 0.7) {
      Instant again = at.plusSeconds(30 + random.nextInt(120));
      later(again, () -> attempt(again, orderedAt, 1));
    } else {
      give(at, orderedAt, before);
    }
  }

  private void give(Instant at, Instant orderedAt, int before) {
    Instant expired = orderedAt.plus(PAY_WITHIN);
    later(
        expired.isAfter(at) ? expired : at,
        () -> {
          grow(Metric.PAYMENT_EXPIRED_COUNT, 1, now);
          leave(orderedAt);
          if (before > 0) {
            notification(now);
          }
        });
  }

  private void notification(Instant at) {
    grow(Metric.WEBHOOK_RECEIVED_TOTAL, 1, at);
  }

  private void leave(Instant orderedAt) {
    pending.computeIfPresent(orderedAt, (_, count) -> count == 1 ? null : count - 1);
  }

  /** A message leaves within seconds, seldom a minute late. */
  private void message(Instant at) {
    messages.addLast(at);
    Instant sent = at.plusSeconds(random.nextDouble() < 0.01 ? 70 : 2 + random.nextInt(8));
    later(sent, () -> messages.removeFirst());
  }

  private void measure() {
    long open = pending.values().stream().mapToLong(Integer::longValue).sum();
    values.put(Metric.ORDERS_PENDING, open);
    values.put(
        Metric.ORDERS_PENDING_AGING,
        pending.headMap(now.minus(AGED)).values().stream().mapToLong(Integer::longValue).sum());
    values.put(Metric.OUTBOX_PENDING, (long) messages.size());
    values.put(
        Metric.OUTBOX_LATENCY,
        messages.isEmpty() ? 0 : Duration.between(messages.getFirst(), now).toSeconds());
  }

  private void later(Instant at, Runnable effect) {
    ahead.add(new Change(at, effect));
  }

  private void grow(Metric metric, long amount, Instant at) {
    values.merge(metric, amount, Long::sum);
    lastAts.merge(metric, at, (a, b) -> a.isAfter(b) ? a : b);
    NavigableMap<Instant, Long> of = buckets.computeIfAbsent(metric, _ -> new TreeMap<>());
    of.merge(Buckets.startOf(at), amount, Long::sum);
    of.headMap(now.minus(KEPT)).clear();
  }

  private int poisson(double mean) {
    double limit = Math.exp(-mean);
    double product = random.nextDouble();
    int count = 0;
    while (product > limit) {
      product *= random.nextDouble();
      count++;
    }
    return count;
  }
}
