package ai.agentbar.payment.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.agentbar.event.EventLog;
import ai.agentbar.job.Drain;
import ai.agentbar.kernel.OrderId;
import ai.agentbar.order.OrderStatus;
import ai.agentbar.payment.GatewayTruth;
import ai.agentbar.payment.GatewayUnavailableException;
import ai.agentbar.payment.Pace;
import ai.agentbar.payment.PaymentGateway;
import ai.agentbar.payment.PaymentGateway.PageClosing;
import ai.agentbar.payment.PaymentOpening;
import ai.agentbar.payment.Reconciliation.Run;
import ai.agentbar.payment.Reconciliation.Trigger;
import ai.agentbar.payment.TransactionReport;
import ai.agentbar.payment.TransactionStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.context.event.ContextClosedEvent;

/** What becomes of orders whose notifications do not come, by the real clockwork. */
class ReconciliationTest extends ReconciliationRoom {

  @Autowired Claims claims;
  @Autowired Inquiry inquiry;
  @Autowired Questions questions;
  @Autowired PaymentGateway gateway;
  @Autowired EventLog log;
  @Autowired ApplicationContext context;

  @Test
  void a_payment_whose_notifications_are_lost_is_found_when_its_time_comes_and_not_before() {
    OrderId id = place();
    paid(id, "qris");

    assertThat(reconciliation.run(Trigger.SCHEDULE).asked()).isZero();
    clock.move(Duration.ofMinutes(5));
    Run run = reconciliation.run(Trigger.SCHEDULE);

    assertThat(List.of(run.asked(), run.paid())).containsExactly(1, 1);
    assertThat(statusOf(id)).isEqualTo(OrderStatus.PAID);
    assertThat(orders.isEntitled(id)).isTrue();
    assertThat(story(id))
        .containsExactly(
            "ORDER_CREATED",
            "PAYMENT_ATTEMPT_CREATED",
            "PAYMENT_OPENED",
            "TRANSACTION_PAID",
            "PAYMENT_PAID",
            "ENTITLEMENT_GRANTED");
  }

  @Test
  void while_notifications_are_silent_the_same_payment_is_asked_about_ten_times_as_often() {
    hearSomething();
    OrderId id = place();
    int normal = questionsWithin(Duration.ofMinutes(25), Duration.ofSeconds(15), true);
    closeWhatIsOpen();
    clock.move(Duration.ofMinutes(20));
    OrderId silent = place();
    int quick = questionsWithin(Duration.ofMinutes(25), Duration.ofSeconds(15), false);

    assertThat(statusOf(id)).isEqualTo(statusOf(silent)).isEqualTo(OrderStatus.PENDING_PAYMENT);
    assertThat(normal).isEqualTo(5);
    assertThat(quick).isEqualTo(50);
  }

  @Test
  void an_order_whose_page_nobody_used_expires_within_minutes_and_its_page_is_closed() {
    OrderId id = place();

    passDeadline();
    assertThat(expiryJob.run()).isEqualTo(1);

    assertThat(statusOf(id)).isEqualTo(OrderStatus.EXPIRED);
    assertThat(truth.isClosed(id + "-1")).isTrue();
    assertThat(reconciliation.run(Trigger.SCHEDULE).asked()).isZero();
  }

  @Test
  void the_expiry_leaves_alone_whoever_still_has_time() {
    OrderId id = place();
    clock.move(TO_PAY.plusSeconds(60));

    assertThat(expiryJob.run()).isZero();
    assertThat(statusOf(id)).isEqualTo(OrderStatus.PENDING_PAYMENT);
  }

  @Test
  void an_order_that_never_got_a_page_expires_by_time() {
    OrderId never = placeOnly();
    truth.setDown(true);
    OrderId timedOut = placeOnly();
    assertThat(pages.open(timedOut)).isInstanceOf(PaymentOpening.Unavailable.class);
    truth.setDown(false);

    passDeadline();
    Run run = reconciliation.run(Trigger.SCHEDULE);

    assertThat(run.expired()).isEqualTo(2);
    assertThat(List.of(statusOf(never), statusOf(timedOut))).containsOnly(OrderStatus.EXPIRED);
  }

  @Test
  void a_payment_on_a_page_whose_opening_timed_out_is_found() {
    truth.setDown(true);
    OrderId id = placeOnly();
    pages.open(id);
    truth.setDown(false);
    paid(id, "qris");

    clock.move(Duration.ofMinutes(6));
    reconciliation.run(Trigger.SCHEDULE);

    assertThat(statusOf(id)).isEqualTo(OrderStatus.PAID);
  }

  /** PENDING ends by our own wish, and the card's 3-D Secure page is the buyer's. */
  @ParameterizedTest
  @CsvSource({
    "PENDING,    bank_transfer, EXPIRED",
    "EXPIRED,    qris,          EXPIRED",
    "EXPIRED,    credit_card,   EXPIRED",
    "DENIED,     credit_card,   FAILED",
    "FAILED,     credit_card,   FAILED",
    "CANCELLED,  bank_transfer, FAILED",
    "PAID,       bank_transfer, PAID",
    "REVIEW,     credit_card,   PENDING_PAYMENT",
    "AUTHORIZED, credit_card,   PENDING_PAYMENT",
  })
  void after_the_deadline_the_order_ends_as_midtrans_says(
      TransactionStatus atMidtrans, String method, OrderStatus expected) {
    OrderId id = place();
    String transactionId = choose(id, method);
    truth.set(transactionId, atMidtrans);

    passDeadline();
    reconciliation.run(Trigger.SCHEDULE);

    assertThat(statusOf(id)).isEqualTo(expected);
    assertThat(truth.statusOf(transactionId)).isNotEqualTo(TransactionStatus.PENDING);
    assertThat(orders.isEntitled(id)).isEqualTo(expected == OrderStatus.PAID);
  }

  @Test
  void a_challenge_that_is_accepted_after_the_deadline_still_pays() {
    OrderId id = place();
    String transactionId = choose(id, TransactionReport.CARD);
    truth.set(transactionId, TransactionStatus.REVIEW);
    passDeadline();
    reconciliation.run(Trigger.SCHEDULE);
    truth.set(transactionId, TransactionStatus.PAID);

    clock.move(Duration.ofMinutes(2));
    reconciliation.run(Trigger.SCHEDULE);

    assertThat(statusOf(id)).isEqualTo(OrderStatus.PAID);
    assertThat(orders.find(id).orElseThrow().late()).isFalse();
  }

  @Test
  void a_payment_that_is_made_while_we_expire_it_pays_the_order() {
    OrderId id = place();
    String transactionId = choose(id, "bank_transfer");
    passDeadline();
    AtomicBoolean once = new AtomicBoolean(true);
    truth.beforeAnswer(
        _ -> {
          // After the first answer, pending: the wish to expire comes too late, 412.
          if (!once.getAndSet(false) && truth.statusOf(transactionId) != TransactionStatus.PAID) {
            truth.set(transactionId, TransactionStatus.PAID);
          }
        });

    reconciliation.run(Trigger.SCHEDULE);

    assertThat(statusOf(id)).isEqualTo(OrderStatus.PAID);
  }

  @Test
  void a_notification_applied_while_the_last_question_is_answered_wins_over_a_stale_answer() {
    OrderId id = place();
    String transactionId = choose(id, TransactionReport.CARD);
    truth.set(transactionId, TransactionStatus.DENIED);
    passDeadline();
    AtomicInteger questions = new AtomicInteger();
    truth.beforeAnswer(
        _ -> {
          int number = questions.incrementAndGet();
          if (number == 2) {
            truth.set(transactionId, TransactionStatus.PAID);
            notify(id + "-1", transactionId, TransactionReport.CARD, "settlement");
            work.settle();
            truth.set(transactionId, TransactionStatus.DENIED);
          } else if (number > 3) {
            truth.set(transactionId, TransactionStatus.PAID);
          }
        });

    Run run = reconciliation.run(Trigger.SCHEDULE);

    assertThat(questions.get()).as("the third was the inbox's own").isEqualTo(4);
    assertThat(statusOf(id)).isEqualTo(OrderStatus.PAID);
    assertThat(story(id)).doesNotContain("ORDER_FAILED", "ORDER_EXPIRED", "REVERSAL");
    assertThat(run.paid()).as("the notification did it").isZero();
    assertThat(run.unchanged()).isEqualTo(1);
  }

  /**
   * The last answer knows of nothing and brings nothing: only the versions of the attempts tell.
   */
  @Test
  void a_notification_applied_after_the_last_answer_was_fetched_stops_the_end() {
    OrderId id = place();
    passDeadline();
    AtomicInteger questions = new AtomicInteger();
    truth.beforeAnswer(
        _ -> {
          if (questions.incrementAndGet() == 2) {
            String transactionId = paid(id, GatewayTruth.DANA);
            notify(id + "-1", transactionId, GatewayTruth.DANA, "settlement");
            work.settle();
          }
        });

    reconciliation.run(Trigger.SCHEDULE);

    assertThat(statusOf(id)).isEqualTo(OrderStatus.PAID);
    assertThat(story(id)).doesNotContain("ORDER_EXPIRED", "LATE_PAYMENT");
  }

  @Test
  void an_end_told_by_notification_is_asked_about_once_more_on_every_page() {
    OrderId id = place();
    String abandoned = choose(id, "bank_transfer");
    // Both notifications of the second method are lost.
    paid(id, "qris");
    truth.set(abandoned, TransactionStatus.EXPIRED);

    notify(id + "-1", abandoned, "bank_transfer", "expire");
    work.settle();

    assertThat(statusOf(id)).isEqualTo(OrderStatus.PAID);
    assertThat(story(id)).doesNotContain("ORDER_EXPIRED", "LATE_PAYMENT");
  }

  @Test
  void an_end_told_by_notification_and_confirmed_twice_is_carried_out_at_once() {
    OrderId id = place();
    String transactionId = choose(id, "bank_transfer");
    truth.set(transactionId, TransactionStatus.EXPIRED);
    int before = truth.questions();

    notify(id + "-1", transactionId, "bank_transfer", "expire");
    work.settle();

    assertThat(statusOf(id)).isEqualTo(OrderStatus.EXPIRED);
    assertThat(truth.questions() - before).as("confirmed, decided, asked once more").isEqualTo(3);
  }

  @Test
  void while_midtrans_does_not_answer_no_order_ends_and_every_one_is_counted_failed() {
    OrderId id = place();
    passDeadline();
    truth.setDown(true);

    Run run = reconciliation.run(Trigger.SCHEDULE);
    assertThat(List.of(run.asked(), run.failed(), run.expired())).containsExactly(1, 1, 0);
    assertThat(reconciliation.run(Trigger.SCHEDULE).asked()).as("put off").isZero();
    assertThat(statusOf(id)).isEqualTo(OrderStatus.PENDING_PAYMENT);

    truth.setDown(false);
    clock.move(Duration.ofSeconds(10));
    assertThat(reconciliation.run(Trigger.SCHEDULE).expired()).isEqualTo(1);
  }

  @Test
  void a_payment_by_dana_that_was_heard_of_is_found_by_its_transaction_id() {
    OrderId id = place();
    String transactionId = choose(id, GatewayTruth.DANA);
    notify(id + "-1", transactionId, GatewayTruth.DANA, "pending");
    work.settle();
    truth.set(transactionId, TransactionStatus.PAID);

    clock.move(Duration.ofMinutes(3));
    reconciliation.run(Trigger.SCHEDULE);

    assertThat(statusOf(id)).isEqualTo(OrderStatus.PAID);
  }

  @Test
  void an_order_that_dana_may_have_paid_unheard_stays_open_for_six_hours_and_leaves_a_trace() {
    OrderId id = place();
    paid(id, GatewayTruth.DANA);
    passDeadline();

    reconciliation.run(Trigger.SCHEDULE);
    assertThat(statusOf(id)).isEqualTo(OrderStatus.PENDING_PAYMENT);
    assertThat(count(id, "NOT_ASKABLE")).isEqualTo(1);

    clock.move(Duration.ofHours(7));
    reconciliation.run(Trigger.SCHEDULE);
    assertThat(statusOf(id)).isEqualTo(OrderStatus.EXPIRED);
    assertThat(count(id, "NOT_ASKABLE")).isEqualTo(1);
  }

  @Test
  void a_reversal_whose_notification_is_lost_is_found_ten_minutes_after_the_payment() {
    OrderId id = place();
    String transactionId = paid(id, "cstore");
    clock.move(Duration.ofMinutes(6));
    reconciliation.run(Trigger.SCHEDULE);
    assertThat(orders.isEntitled(id)).isTrue();
    truth.set(transactionId, TransactionStatus.REVERSED);

    clock.move(Duration.ofMinutes(10));
    Run run = reconciliation.run(Trigger.SCHEDULE);

    assertThat(run.unchanged()).isEqualTo(1);
    assertThat(story(id)).contains("REVERSAL", "ENTITLEMENT_SUSPENDED");
    assertThat(statusOf(id)).isEqualTo(OrderStatus.PAID);
    assertThat(orders.isEntitled(id)).isFalse();
  }

  @Test
  void money_that_comes_after_the_end_unheard_is_found_and_flagged_late() {
    OrderId id = place();
    String transactionId = choose(id, "bank_transfer");
    passDeadline();
    reconciliation.run(Trigger.SCHEDULE);
    assertThat(statusOf(id)).isEqualTo(OrderStatus.EXPIRED);
    truth.set(transactionId, TransactionStatus.PAID);

    clock.move(Duration.ofMinutes(10));
    Run run = reconciliation.run(Trigger.SCHEDULE);

    assertThat(run.paid()).isEqualTo(1);
    assertThat(orders.find(id).orElseThrow().late()).isTrue();
  }

  @Test
  void a_payment_cancelled_by_the_merchant_leaves_the_buyer_a_new_page_until_the_deadline() {
    OrderId id = place();
    truth.set(choose(id, "bank_transfer"), TransactionStatus.CANCELLED);
    reconciliation.runOrder(id, Trigger.BUTTON);
    assertThat(statusOf(id)).isEqualTo(OrderStatus.PENDING_PAYMENT);

    PaymentOpening again = pages.open(id);
    assertThat(((PaymentOpening.Open) again).page().gatewayOrderId()).isEqualTo(id + "-2");
    assertThat(truth.isClosed(id + "-1")).isTrue();
    truth.set(truth.choose(id + "-2", "qris"), TransactionStatus.PAID);
    reconciliation.runOrder(id, Trigger.BUTTON);

    assertThat(statusOf(id)).isEqualTo(OrderStatus.PAID);
  }

  @Test
  void a_page_that_opens_after_its_order_was_paid_by_another_is_closed_again_and_not_shown() {
    OrderId id = place();
    String cancelled = choose(id, "bank_transfer");
    truth.set(cancelled, TransactionStatus.CANCELLED);
    reconciliation.runOrder(id, Trigger.BUTTON);
    truth.beforeOpening(
        _ -> {
          truth.set(cancelled, TransactionStatus.PAID);
          notify(id + "-1", cancelled, "bank_transfer", "settlement");
          work.settle();
        });

    PaymentOpening opening = pages.open(id);

    assertThat(opening).isEqualTo(new PaymentOpening.Closed(OrderStatus.PAID));
    assertThat(truth.isClosed(id + "-2")).isTrue();
  }

  @Test
  void a_reversal_is_looked_for_by_the_method_that_paid_and_not_by_the_one_chosen_last() {
    OrderId id = place();
    String shop = choose(id, "cstore");
    notify(id + "-1", shop, "cstore", "pending");
    work.settle();
    notify(id + "-1", choose(id, "qris"), "qris", "pending");
    work.settle();
    truth.set(shop, TransactionStatus.PAID);
    notify(id + "-1", shop, "cstore", "settlement");
    work.settle();
    assertThat(statusOf(id)).isEqualTo(OrderStatus.PAID);
    truth.set(shop, TransactionStatus.REVERSED);

    clock.move(Duration.ofMinutes(10));
    reconciliation.run(Trigger.SCHEDULE);

    assertThat(story(id)).contains("REVERSAL", "ENTITLEMENT_SUSPENDED");
  }

  @Test
  void a_second_payment_nothing_was_heard_of_is_found_when_the_time_to_pay_is_over() {
    OrderId id = place();
    String first = choose(id, "bank_transfer");
    notify(id + "-1", first, "bank_transfer", "pending");
    String second = paid(id, "qris");
    notify(id + "-1", second, "qris", "settlement");
    work.settle();
    assertThat(statusOf(id)).isEqualTo(OrderStatus.PAID);
    truth.set(first, TransactionStatus.PAID);

    passDeadline();
    reconciliation.run(Trigger.SCHEDULE);

    assertThat(count(id, "DOUBLE_PAYMENT")).isEqualTo(1);
    assertThat(orders.isEntitled(id)).isTrue();
  }

  @Test
  void a_second_payment_by_an_earlier_page_is_found_though_its_method_was_never_heard_of() {
    OrderId id = place();
    truth.set(choose(id, "bank_transfer"), TransactionStatus.CANCELLED);
    reconciliation.runOrder(id, Trigger.BUTTON);
    pages.open(id);
    truth.set(truth.choose(id + "-2", "qris"), TransactionStatus.PAID);
    reconciliation.runOrder(id, Trigger.BUTTON);
    paid(id, "cstore");

    passDeadline();
    reconciliation.run(Trigger.SCHEDULE);

    assertThat(count(id, "DOUBLE_PAYMENT")).isEqualTo(1);
  }

  @Test
  void an_order_paid_by_the_only_way_there_was_is_asked_about_no_more() {
    OrderId id = place();
    notify(id + "-1", paid(id, "qris"), "qris", "settlement");
    work.settle();
    passDeadline();

    assertThat(reconciliation.run(Trigger.SCHEDULE).asked()).isZero();
  }

  @Test
  void a_method_chosen_after_the_end_is_asked_about_though_nothing_more_is_heard_of_it() {
    OrderId id = place();
    passDeadline();
    reconciliation.run(Trigger.SCHEDULE);
    assertThat(statusOf(id)).isEqualTo(OrderStatus.EXPIRED);
    String transactionId = choose(id, "bank_transfer");
    notify(id + "-1", transactionId, "bank_transfer", "pending");
    work.settle();
    truth.set(transactionId, TransactionStatus.PAID);

    clock.move(Duration.ofMinutes(10));
    Run run = reconciliation.run(Trigger.SCHEDULE);

    assertThat(run.paid()).isEqualTo(1);
    assertThat(story(id)).contains("LATE_PAYMENT", "ENTITLEMENT_GRANTED");
  }

  @Test
  void a_page_that_midtrans_will_not_close_for_a_reason_unheard_of_keeps_no_order_open() {
    OrderId id = place();
    passDeadline();
    AtomicInteger questionsBefore = new AtomicInteger();
    truth.whenClosing(
        _ -> {
          questionsBefore.set(truth.questions());
          return PageClosing.UNKNOWN;
        });

    Run run = reconciliation.run(Trigger.SCHEDULE);

    assertThat(run.expired()).isEqualTo(1);
    assertThat(statusOf(id)).isEqualTo(OrderStatus.EXPIRED);
    assertThat(truth.questions()).as("asked once more").isGreaterThan(questionsBefore.get());
  }

  @Test
  void a_payment_on_a_page_that_would_not_close_is_found_before_its_order_ends() {
    OrderId id = place();
    passDeadline();
    truth.whenClosing(
        _ -> {
          paid(id, "qris");
          return PageClosing.UNKNOWN;
        });

    reconciliation.run(Trigger.SCHEDULE);

    assertThat(statusOf(id)).isEqualTo(OrderStatus.PAID);
    assertThat(story(id)).doesNotContain("ORDER_EXPIRED", "LATE_PAYMENT");
  }

  @Test
  void while_nobody_answers_the_wish_to_close_a_page_its_order_waits_for_six_hours_and_no_longer() {
    OrderId id = place();
    passDeadline();
    truth.whenClosing(
        _ -> {
          throw new GatewayUnavailableException("Snap answered HTTP 500", null);
        });

    assertThat(reconciliation.run(Trigger.SCHEDULE).failed()).isEqualTo(1);
    assertThat(statusOf(id)).isEqualTo(OrderStatus.PENDING_PAYMENT);
    clock.move(Ending.NOTIFICATIONS_END);
    reconciliation.run(Trigger.SCHEDULE);

    assertThat(statusOf(id)).isEqualTo(OrderStatus.EXPIRED);
  }

  @Test
  void a_run_is_one_event_with_exact_counts() {
    paid(place(), "qris");
    paid(place(), "gopay");
    place();
    OrderId failing = place();
    truth.set(choose(failing, TransactionReport.CARD), TransactionStatus.DENIED);
    passDeadline();
    OrderId open = place();
    truth.beforeAnswer(
        reference -> {
          if (reference.startsWith(open.value())) {
            throw new IllegalStateException("no answer about this one");
          }
        });

    reconciliation.run(Trigger.BUTTON);

    assertThat(newestRun())
        .isEqualTo(
            "WARN BUTTON asked 5 paid 2 expired 1 failed_orders 1 failed 1 unchanged 0 timed true");
    reconciliation.run(Trigger.SCHEDULE);
    assertThat(newestRun())
        .isEqualTo(
            "DEBUG SCHEDULE asked 0 paid 0 expired 0 failed_orders 0 failed 0 unchanged 0 timed true");
  }

  @Test
  void a_run_begins_no_other_handful_when_the_process_is_told_to_end() {
    for (int i = 0; i < 2 * Reconciler.SIDE_BY_SIDE_MAX; i++) {
      place();
    }
    Drain drain = new Drain(context);
    Reconciler ending = reconciler(drain);
    truth.beforeAnswer(_ -> drain.closing(new ContextClosedEvent(context)));

    assertThat(ending.run(Trigger.BUTTON).asked()).isEqualTo(Reconciler.SIDE_BY_SIDE_MAX);
    assertThat(newestRun()).startsWith("INFO BUTTON asked 8 ");
    assertThat(ending.run(Trigger.BUTTON).asked()).isZero();
    assertThat(reconciliation.run(Trigger.BUTTON).asked()).as("by another node").isEqualTo(16);
  }

  @Test
  void a_run_that_breaks_still_tells_what_it_did_until_then() {
    paid(place(), "qris");
    place();
    Iterator<Claims.Source> sources =
        List.of(
                claims.open(),
                (Claims.Source)
                    _ -> {
                      throw new IllegalStateException("the database is gone");
                    })
            .iterator();

    assertThatThrownBy(
            () ->
                reconciler(new Drain(context))
                    .run(Trigger.BUTTON, limit -> sources.next().next(limit)))
        .hasMessage("the database is gone");

    assertThat(newestRun())
        .isEqualTo(
            "WARN BUTTON asked 2 paid 1 expired 0 failed_orders 0 failed 0 unchanged 1 timed true");
  }

  @Test
  void the_button_asks_about_open_orders_that_are_not_due_each_once_and_about_no_other() {
    List<OrderId> open = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      open.add(place());
    }
    paid(open.getFirst(), "qris");
    reconciliation.runOrder(open.getFirst(), Trigger.ALERT);
    int before = truth.questions();

    Run run = reconciliation.run(Trigger.BUTTON);

    assertThat(run.asked()).isEqualTo(19);
    assertThat(truth.questions() - before).isEqualTo(19);
  }

  @Test
  void two_nodes_at_once_ask_about_each_order_once_and_pay_it_once() {
    List<OrderId> open = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      open.add(place());
      paid(open.getLast(), "qris");
    }
    clock.move(Duration.ofMinutes(6));

    List<Run> runs;
    try (ExecutorService nodes = Executors.newVirtualThreadPerTaskExecutor()) {
      runs =
          List.of(Trigger.SCHEDULE, Trigger.SCHEDULE, Trigger.BUTTON).stream()
              .map(it -> CompletableFuture.supplyAsync(() -> reconciliation.run(it), nodes))
              .toList()
              .stream()
              .map(CompletableFuture::join)
              .toList();
    }

    assertThat(runs.stream().mapToInt(Run::paid).sum()).isEqualTo(60);
    assertThat(runs.stream().mapToInt(Run::asked).sum()).isEqualTo(60);
    assertThat(open)
        .allSatisfy(
            id -> {
              assertThat(count(id, "PAYMENT_PAID")).isEqualTo(1);
              assertThat(count(id, "ENTITLEMENT_GRANTED")).isEqualTo(1);
            });
  }

  @Test
  void an_owner_that_wakes_up_after_its_lease_writes_nothing() {
    OrderId id = place();
    paid(id, "qris");
    AtomicBoolean once = new AtomicBoolean(true);
    List<Run> taker = new ArrayList<>();
    truth.beforeAnswer(
        _ -> {
          if (once.getAndSet(false)) {
            // The owner stalls with its question under way; its lease ends, another takes the row.
            clock.move(Inquiry.LEASE.plus(Duration.ofMinutes(6)));
            taker.add(reconciliation.run(Trigger.SCHEDULE));
          }
        });

    Run late = reconciliation.runOrder(id, Trigger.BUTTON);

    assertThat(taker.getFirst().paid()).isEqualTo(1);
    assertThat(late.asked()).as("it found itself taken over").isZero();
    assertThat(count(id, "PAYMENT_PAID")).isEqualTo(1);
  }

  @Test
  void a_run_is_said_to_ask_about_no_more_than_its_pace_lets_it() {
    assertThat(mostAt(10)).isEqualTo(300);
    assertThat(mostAt(1_000)).isEqualTo(Reconciler.ORDERS_MAX);
  }

  private int mostAt(int perSecond) {
    Questions paced = new Questions(gateway, new Pace(perSecond, System::nanoTime));
    return new Reconciler(claims, inquiry, paced, log, transaction, new Drain(context))
        .outlook()
        .most();
  }

  private Reconciler reconciler(Drain drain) {
    return new Reconciler(claims, inquiry, questions, log, transaction, drain);
  }

  private void hearSomething() {
    notify("some-other-order-1", "t-1", "qris", "pending");
    work.settle();
  }

  /** How often Midtrans is asked by a job that runs at every step. */
  private int questionsWithin(Duration time, Duration step, boolean heard) {
    int before = truth.questions();
    for (Duration gone = Duration.ZERO; gone.compareTo(time) < 0; gone = gone.plus(step)) {
      if (heard) {
        notify("some-other-order-1", "t-1", "qris", "pending");
      }
      clock.move(step);
      reconciliationJob.run();
    }
    return truth.questions() - before;
  }

  private String newestRun() {
    return jdbc.sql(
            """
            select format('%s %s asked %s paid %s expired %s failed_orders %s failed %s unchanged %s timed %s',
                          level, fields ->> 'trigger', fields ->> 'asked', fields ->> 'paid',
                          fields ->> 'expired', fields ->> 'failed_orders', fields ->> 'failed',
                          fields ->> 'unchanged',
                          case when duration_ms is null then 'false' else 'true' end) as told
            from event
            where event = 'RECONCILIATION_RUN'
              and event_type = 'RECONCILIATION_RUN'
            order by id desc
            limit 1
            """)
        .query((row, _) -> row.getString("told"))
        .single();
  }
}
