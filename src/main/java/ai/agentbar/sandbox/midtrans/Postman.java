package ai.agentbar.sandbox.midtrans;

import ai.agentbar.sandbox.base.Newest;
import ai.agentbar.sandbox.base.Pace;
import ai.agentbar.sandbox.base.Timetable;
import ai.agentbar.sandbox.fault.DeliveryFaults;
import ai.agentbar.sandbox.fault.FaultSwitches;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/**
 * Delivers letters, tries again after {@link RetryLadder}, and misbehaves as the switches say.
 *
 * <p>Threads: {@link #post} returns at once. First attempts of one thread of letters follow each
 * other, so that nothing arrives in the wrong order unless a switch asks for it; retries wait for
 * nobody.
 */
final class Postman {

  private static final int REFUSED = 401;
  private static final int DELIVERIES_KEPT = 2_000;
  private static final int REORDER_GROUP = 4;
  private static final Duration REORDER_WAIT_MAX = Duration.ofSeconds(3);
  private static final Duration COPIES_READY_MAX = Duration.ofSeconds(5);

  private final FaultSwitches switches;
  private final Courier courier;
  private final Timetable timetable;
  private final InstantSource clock;
  private final Pace pace;
  private final RandomGenerator random;
  private final Newest<Delivery> deliveries = new Newest<>(DELIVERIES_KEPT);
  private final ConcurrentHashMap<String, CompletableFuture<Void>> lastOfThread =
      new ConcurrentHashMap<>();
  private final List<Letter> held = new ArrayList<>();

  Postman(
      FaultSwitches switches,
      Courier courier,
      Timetable timetable,
      InstantSource clock,
      Pace pace,
      RandomGenerator random) {
    this.switches = switches;
    this.courier = courier;
    this.timetable = timetable;
    this.clock = clock;
    this.pace = pace;
    this.random = random;
  }

  /** Sends a letter, now or as late as the switches say. */
  void post(Letter letter) {
    DeliveryFaults faults = switches.current().delivery();
    if (faults.delayMs() > 0) {
      timetable.after(Duration.ofMillis(faults.delayMs()), () -> send(letter));
    } else if (faults.reorder() && letter.kind() == Letter.Kind.GENUINE) {
      hold(letter);
    } else {
      inOrder(letter.thread(), () -> send(letter));
    }
  }

  /** Completes when the first attempts of all letters of that thread so far are over. */
  CompletableFuture<Void> delivered(String thread) {
    return lastOfThread.getOrDefault(thread, CompletableFuture.completedFuture(null));
  }

  /** What was delivered, tried and lost, newest first. */
  List<Delivery> newest(int count) {
    return deliveries.first(count);
  }

  /** The newest answer to a genuine notification about that order id; 0 for none. */
  int answerAbout(String orderId) {
    return deliveries
        .find(it -> it.kind() == Letter.Kind.GENUINE && it.orderId().equals(orderId))
        .map(Delivery::answer)
        .orElse(0);
  }

  long forgeriesRefusedSince(Instant since) {
    return deliveries.all().stream()
        .filter(it -> it.kind() == Letter.Kind.FORGED && it.answer() == REFUSED)
        .filter(it -> !it.at().isBefore(since))
        .count();
  }

  private void send(Letter letter) {
    if (letter.kind() != Letter.Kind.GENUINE) {
      deliver(letter, 1);
      return;
    }
    DeliveryFaults faults = switches.current().delivery();
    letBesides(letter.as(Letter.Kind.COPY), faults.duplicate());
    deliver(letter, 1);
    for (int copy = 0; copy < faults.repeat(); copy++) {
      deliver(letter.as(Letter.Kind.COPY), 1);
    }
  }

  /** Copies that leave together with whatever the caller sends next: none before all are ready. */
  private void letBesides(Letter copy, int count) {
    CountDownLatch ready = new CountDownLatch(count + 1);
    for (int i = 0; i < count; i++) {
      timetable
          .workers()
          .execute(
              () -> {
                if (isGateOpen(ready)) {
                  deliver(copy, 1);
                }
              });
    }
    var _ = isGateOpen(ready);
  }

  private static boolean isGateOpen(CountDownLatch ready) {
    ready.countDown();
    try {
      return ready.await(COPIES_READY_MAX.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private void inOrder(String thread, Runnable delivery) {
    CompletableFuture<Void> tail =
        lastOfThread.compute(
            thread,
            (_, before) ->
                (before == null ? CompletableFuture.<Void>completedFuture(null) : before)
                    .handle((_, _) -> null)
                    .thenRunAsync(delivery, timetable.workers()));
    var _ = tail.whenComplete((_, _) -> lastOfThread.remove(thread, tail));
  }

  private void hold(Letter letter) {
    synchronized (held) {
      held.add(letter);
      if (held.size() == 1) {
        timetable.after(REORDER_WAIT_MAX, this::releaseHeld);
      }
      if (held.size() < REORDER_GROUP) {
        return;
      }
    }
    timetable.workers().execute(this::releaseHeld);
  }

  private void releaseHeld() {
    List<Letter> group;
    synchronized (held) {
      group = List.copyOf(held).reversed();
      held.clear();
    }
    group.forEach(this::send);
  }

  private void deliver(Letter letter, int attempt) {
    if (isLost(letter)) {
      record(letter, attempt, RetryLadder.NO_ANSWER, Delivery.Fate.LOST);
      return;
    }
    int answer = courier.carry(letter.url(), letter.body());
    if (RetryLadder.isDelivered(answer)) {
      record(letter, attempt, answer, Delivery.Fate.DELIVERED);
    } else if (letter.kind().isRetried() && attempt <= RetryLadder.retriesAfter(answer)) {
      record(letter, attempt, answer, Delivery.Fate.WILL_RETRY);
      Duration pause = pace.shorten(RetryLadder.pauseBefore(attempt, random));
      timetable.after(pause, () -> deliver(letter, attempt + 1));
    } else {
      record(letter, attempt, answer, Delivery.Fate.GIVEN_UP);
    }
  }

  private boolean isLost(Letter letter) {
    double share = switches.current().delivery().lose();
    boolean losable = letter.kind() == Letter.Kind.GENUINE || letter.kind() == Letter.Kind.COPY;
    return losable && share > 0 && random.nextDouble() < share;
  }

  private void record(Letter letter, int attempt, int answer, Delivery.Fate fate) {
    deliveries.add(
        new Delivery(
            clock.instant(),
            letter.kind(),
            letter.orderId(),
            letter.status(),
            letter.url(),
            attempt,
            answer,
            fate));
  }
}
