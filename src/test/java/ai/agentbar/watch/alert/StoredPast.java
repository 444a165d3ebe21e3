package ai.agentbar.watch.alert;

import ai.agentbar.watch.metric.Buckets;
import ai.agentbar.watch.metric.Metric;
import ai.agentbar.watch.metric.MoneyOpen;
import ai.agentbar.watch.metric.OpenOrders;
import ai.agentbar.watch.metric.PastDay;
import ai.agentbar.watch.metric.Readings;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Eight hours of a shop in which one thing after the other breaks, known twice: to the millisecond,
 * as whoever judges live sees it, and by ten seconds and by the minute, as it is stored.
 */
final class StoredPast {

  static final Duration LENGTH = Duration.ofHours(8);

  private final Random random;
  private final Instant begin;
  private final NavigableMap<Instant, Map<Metric, Long>> grown = new TreeMap<>();
  private final NavigableMap<Instant, Map<Metric, Long>> minutes = new TreeMap<>();
  private final Instant pendingSince;

  StoredPast(long seed, Instant begin) {
    this.random = new Random(seed);
    this.begin = begin;
    this.pendingSince = begin.minus(Duration.ofHours(2));
    buy();
    errors(60, 5);
    errors(64, 3);
    errors(240, 1);
    spike(180, 4);
    for (int minute = 0; minute < LENGTH.toMinutes(); minute++) {
      minutes.put(at(minute), gauges(minute));
    }
  }

  /** As it is stored; nothing of the minutes from one to the other where the watch did not run. */
  PastDay stored(int awayFromMinute, int awayToMinute) {
    Map<Metric, NavigableMap<Instant, Long>> buckets = new EnumMap<>(Metric.class);
    grown.forEach((moment, by) -> by.forEach((metric, more) -> add(buckets, metric, moment, more)));
    NavigableMap<Instant, Map<Metric, Long>> kept = new TreeMap<>(minutes);
    kept.subMap(at(awayFromMinute), at(awayToMinute)).clear();
    return new PastDay(buckets, kept);
  }

  /** Lets it happen, and shows the numbers of every step to whoever judges. */
  void happen(Duration step, Consumer<Readings> judge) {
    Map<Metric, NavigableMap<Instant, Long>> buckets = new EnumMap<>(Metric.class);
    Map<Metric, Instant> lastAts = new EnumMap<>(Metric.class);
    Instant before = begin.minus(Duration.ofDays(1));
    for (Instant now = begin; now.isBefore(begin.plus(LENGTH)); now = now.plus(step)) {
      grown
          .subMap(before, false, now, true)
          .forEach(
              (moment, by) ->
                  by.forEach(
                      (metric, more) -> {
                        add(buckets, metric, moment, more);
                        lastAts.put(metric, moment);
                      }));
      before = now;
      judge.accept(
          new Readings(
              now,
              now,
              minutes.floorEntry(now).getValue(),
              Map.of(),
              lastAts,
              new MoneyOpen(Optional.of(pendingSince), Map.of(), OpenOrders.NONE),
              buckets));
    }
  }

  Instant at(int minute) {
    return begin.plus(Duration.ofMinutes(minute));
  }

  /** Buyers all the time; from 2:00 to 2:45 Midtrans is silent and nothing is paid. */
  private void buy() {
    for (int second = -3_600; second < LENGTH.toSeconds(); second += 20) {
      Instant attempt = begin.plusSeconds(second).plusMillis(random.nextInt(15_000));
      grow(Metric.PAYMENT_ATTEMPT_COUNT, attempt, 1);
      boolean silent = second >= 7_200 && second < 9_900;
      if (!silent) {
        grow(Metric.WEBHOOK_RECEIVED_TOTAL, attempt.plusMillis(random.nextInt(4_000)), 1);
        if (random.nextInt(20) > 0) {
          grow(Metric.PAYMENT_PAID_COUNT, attempt.plusMillis(random.nextInt(4_000)), 1);
        }
      }
    }
  }

  private void errors(int minute, int count) {
    for (int i = 0; i < count; i++) {
      grow(
          Metric.WEBHOOK_PROCESSING_ERROR,
          at(minute).plusSeconds(25L * i).plusMillis(random.nextInt(20_000)),
          1);
    }
  }

  private void spike(int minute, int length) {
    for (int i = 0; i < length * 30; i++) {
      grow(
          Metric.WEBHOOK_INVALID_SIGNATURE,
          at(minute).plusSeconds(2L * i).plusMillis(random.nextInt(1_500)),
          1);
    }
  }

  /** Too many messages wait twice: once for long enough and once not; a worker dies for three. */
  private Map<Metric, Long> gauges(int minute) {
    boolean backlog = (minute >= 300 && minute < 306) || minute == 330;
    boolean dead = minute >= 360 && minute < 363;
    Map<Metric, Long> gauges = new EnumMap<>(Metric.class);
    gauges.put(
        Metric.OUTBOX_PENDING, backlog ? 30L + random.nextInt(5) : (long) random.nextInt(15));
    gauges.put(Metric.WORKER_ALIVE, dead ? 1L : 2L);
    gauges.put(Metric.WORKER_EXPECTED, 2L);
    gauges.put(Metric.ORDERS_PENDING, 5L);
    gauges.put(Metric.ORDERS_PENDING_AGING, 30L);
    gauges.put(
        Metric.ORDERS_PENDING_OLDEST_SECONDS, ChronoUnit.SECONDS.between(pendingSince, at(minute)));
    return gauges;
  }

  private void grow(Metric metric, Instant moment, long by) {
    grown.computeIfAbsent(moment, _ -> new EnumMap<>(Metric.class)).merge(metric, by, Long::sum);
  }

  private static void add(
      Map<Metric, NavigableMap<Instant, Long>> buckets, Metric metric, Instant moment, long by) {
    buckets
        .computeIfAbsent(metric, _ -> new TreeMap<>())
        .merge(Buckets.startOf(moment), by, Long::sum);
  }
}
