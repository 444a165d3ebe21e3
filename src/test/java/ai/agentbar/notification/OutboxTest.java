package ai.agentbar.notification;

import static ai.agentbar.notification.ChannelName.EMAIL;
import static ai.agentbar.notification.MessageTemplate.ORDER_EXPIRED;
import static ai.agentbar.notification.MessageTemplate.ORDER_FAILED;
import static ai.agentbar.notification.MessageTemplate.PAYMENT_INSTRUCTION;
import static ai.agentbar.notification.MessageTemplate.PAYMENT_SUCCESS;
import static ai.agentbar.notification.MessageTemplate.REMINDER_1;
import static ai.agentbar.notification.MessageTemplate.REMINDER_2;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.agentbar.event.StoredEvent;
import ai.agentbar.job.RecurringJob;
import ai.agentbar.job.WorkLoops;
import ai.agentbar.kernel.OrderId;
import ai.agentbar.order.OrderStatus;
import ai.agentbar.order.Orders;
import ai.agentbar.testing.CommerceEvents;
import ai.agentbar.testing.MovableClock;
import ai.agentbar.testing.RoomTest;
import ai.agentbar.watch.metric.Metric;
import ai.agentbar.watch.metric.MetricWindows;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.support.TransactionCallback;
import org.springframework.transaction.support.TransactionTemplate;

/** What becomes of messages, told by their rows, by what the channels got, and by the events. */
@RoomTest
@Import({ScriptedChannel.All.class, OutboxTest.Saboteur.class, CommerceEvents.class})
@TestPropertySource(
    properties = {
      "agentbar.notification.email.per-second=5000",
      "agentbar.notification.whatsapp.per-second=5000",
      "agentbar.notification.webhook.per-second=5000"
    })
@Order(6)
class OutboxTest {

  private static final SendResult LATER = new SendResult.Later("451 greylisted", Optional.empty());
  private static final SendResult UNKNOWN = new SendResult.Unknown("read timed out");
  private static final Duration LEASE = Outcomes.LEASE;

  /** A neighbour that cannot do its part. */
  @TestConfiguration(proxyBeanMethods = false)
  static class Saboteur {

    private volatile boolean awake;

    @EventListener
    void queued(OutboxEvent.Queued event) {
      if (awake) {
        throw new IllegalStateException("sabotage of " + event.name());
      }
    }

    @Bean
    Saboteur self() {
      return this;
    }
  }

  @Autowired OrderLife life;
  @Autowired ScriptedChannel email;
  @Autowired ScriptedChannel whatsapp;
  @Autowired ScriptedChannel webhook;
  @Autowired Outbox outbox;
  @Autowired Orders orders;
  @Autowired WorkLoops work;
  @Autowired MovableClock clock;
  @Autowired JdbcClient jdbc;
  @Autowired TransactionTemplate transaction;
  @Autowired List<RecurringJob> jobs;
  @Autowired List<Saboteur> saboteurs;
  @Autowired CommerceEvents commerce;
  @Autowired MetricWindows windows;
  @Autowired Channels channels;
  @Autowired Outcomes outcomes;
  @Autowired Sending.Tools sendingTools;
  @Autowired ChannelGate.Tools gateTools;

  @BeforeEach
  void nothingWaits() {
    work.settle();
    List.of("notification_outbox", "notification_reminder")
        .forEach(it -> jdbc.sql("delete from " + it).update());
    clock.move(Duration.ofHours(1));
    List.of(email, whatsapp, webhook).forEach(ScriptedChannel::reset);
  }

  @AfterEach
  void peace() {
    saboteurs.forEach(it -> it.awake = false);
    for (ChannelName name : ChannelName.values()) {
      outbox.reopen(name);
    }
  }

  @Test
  void a_paid_order_is_told_by_every_channel_once_and_its_story_says_so() {
    OrderId id = life.open();
    work.settle();
    life.pay(id);
    work.settle();

    assertThat(life.story(id, EMAIL))
        .containsExactly(
            "ORDER_CREATED",
            "PAYMENT_OPENED",
            "MESSAGE_QUEUED",
            "MESSAGE_SENT",
            "PAYMENT_PAID",
            "MESSAGE_QUEUED",
            "ENTITLEMENT_GRANTED",
            "MESSAGE_SENT");
    for (ScriptedChannel channel : List.of(email, whatsapp, webhook)) {
      assertThat(channel.messages())
          .extracting(Message::template)
          .containsExactly(PAYMENT_INSTRUCTION, PAYMENT_SUCCESS);
      assertThat(channel.messages()).extracting(Message::key).doesNotHaveDuplicates();
    }
    assertThat(row(id, EMAIL, PAYMENT_SUCCESS))
        .matches(it -> it.state() == OutboxState.SENT && it.tries().count() == 1)
        .matches(it -> it.times().dueAt() == null && !it.tries().possibleDouble());
  }

  @Test
  void an_expired_order_that_is_paid_after_all_is_told_both() {
    OrderId id = life.open();
    work.settle();
    life.expire(id);
    work.settle();
    life.pay(id);
    work.settle();

    assertThat(email.messages())
        .extracting(Message::template)
        .containsExactly(PAYMENT_INSTRUCTION, ORDER_EXPIRED, PAYMENT_SUCCESS);
    assertThat(types(webhook)).containsExactly("order.pending", "order.expired", "order.paid");
  }

  @Test
  void a_failed_order_is_told_to_the_merchants_system_and_to_no_buyer() {
    OrderId id = life.open();
    work.settle();
    life.fail(id);
    work.settle();

    assertThat(types(webhook)).containsExactly("order.pending", "order.failed");
    assertThat(email.messages()).extracting(Message::template).doesNotContain(ORDER_FAILED);
    assertThat(whatsapp.messages()).hasSize(1);
  }

  @Test
  void a_message_that_cannot_be_written_undoes_the_move_it_tells_of() {
    OrderId id = life.place();
    saboteurs.forEach(it -> it.awake = true);

    assertThatThrownBy(() -> life.open(id)).hasMessage("sabotage of MESSAGE_QUEUED");

    assertThat(orders.find(id).orElseThrow().status()).isEqualTo(OrderStatus.CREATED);
    assertThat(outbox.ofOrder(id)).isEmpty();
    assertThat(remindersOf(id)).isZero();
    assertThat(life.story(id, EMAIL)).containsExactly("ORDER_CREATED");
  }

  @Test
  void a_move_that_is_rolled_back_leaves_no_message_and_no_reminder() {
    OrderId id = life.place();
    transaction.executeWithoutResult(
        status -> {
          orders.paymentOpened(id);
          assertThat(outbox.ofOrder(id)).hasSize(3);
          status.setRollbackOnly();
        });

    assertThat(outbox.ofOrder(id)).isEmpty();
    assertThat(remindersOf(id)).isZero();
  }

  @Test
  void one_order_has_each_message_once_a_channel_however_often_it_is_asked_for() {
    OrderId id = life.open();
    life.open(id);
    life.pay(id);
    life.pay(id);

    assertThat(outbox.ofOrder(id)).hasSize(6);
    assertThat(outbox.ofOrder(id)).extracting(OutboxMessage::key).doesNotHaveDuplicates();
  }

  @Test
  void nothing_personal_stands_in_the_rows() {
    OrderId id = life.open();
    email.answers(new SendResult.Refused("550 no mailbox siti@example.com"));
    work.settle();

    assertThat(
            jdbc.sql("select o::text from notification_outbox o order by id limit 10")
                .query(String.class)
                .list()
                .toString())
        .contains(id.value())
        .doesNotContainIgnoringCase("siti@")
        .doesNotContain("Rahma", "81234567890");
    assertThat(life.told(id).toString()).doesNotContain("siti@");
  }

  @Test
  void a_refused_message_fails_at_once() {
    OrderId id = life.open();
    email.answers(new SendResult.Refused("550 no such user"));
    work.settle();
    clock.move(Duration.ofHours(1));
    work.settle();

    assertThat(email.messages()).hasSize(1);
    assertThat(life.steps(id, EMAIL, PAYMENT_INSTRUCTION))
        .containsExactly("MESSAGE_QUEUED >PENDING", "MESSAGE_FAILED PENDING>FAILED");
    assertThat(row(id, EMAIL, PAYMENT_INSTRUCTION).reason()).isEqualTo("550 no such user");
    assertThat(lastTold(id, EMAIL).level()).isEqualTo("ERROR");
  }

  @Test
  void a_message_that_is_put_off_is_tried_five_times_and_then_stays_failed() {
    OrderId id = life.open();
    email.answers(LATER);
    for (int i = 0; i < 9; i++) {
      work.settle();
      clock.move(Duration.ofMinutes(10));
    }

    assertThat(email.messages()).extracting(Message::attempt).containsExactly(1, 2, 3, 4, 5);
    assertThat(email.messages())
        .extracting(Message::key)
        .containsOnly(email.messages().getFirst().key());
    assertThat(life.steps(id, EMAIL, PAYMENT_INSTRUCTION))
        .containsExactly(
            "MESSAGE_QUEUED >PENDING",
            "MESSAGE_RETRIED PENDING>RETRYING",
            "MESSAGE_RETRIED RETRYING>RETRYING",
            "MESSAGE_RETRIED RETRYING>RETRYING",
            "MESSAGE_RETRIED RETRYING>RETRYING",
            "MESSAGE_FAILED RETRYING>FAILED");
  }

  @Test
  void the_next_try_waits_as_long_as_the_provider_asks_and_no_longer_than_an_hour() {
    OrderId id = life.open();
    email.answers(new SendResult.Later("421", Optional.of(Duration.ofMinutes(5))));
    work.settle();
    assertThat(dueIn(id)).isEqualTo(Duration.ofMinutes(5));

    clock.move(Duration.ofMinutes(5));
    email.answers(new SendResult.Later("421", Optional.of(Duration.ofDays(5))));
    work.settle();
    assertThat(dueIn(id)).isEqualTo(Duration.ofHours(1));
  }

  @Test
  void a_receipt_of_unknown_fate_is_sent_again_and_marked_as_a_possible_double() {
    OrderId id = life.open();
    email.answers(UNKNOWN);
    work.settle();
    assertThat(row(id, EMAIL, PAYMENT_INSTRUCTION))
        .matches(it -> it.state() == OutboxState.RETRYING && it.tries().doubtful())
        .matches(it -> !it.tries().possibleDouble());

    email.reset();
    clock.move(Duration.ofMinutes(1));
    work.settle();

    assertThat(row(id, EMAIL, PAYMENT_INSTRUCTION))
        .matches(it -> it.state() == OutboxState.SENT && it.tries().possibleDouble());
    assertThat(lastTold(id, EMAIL).text("possible_double")).isEqualTo("true");
    assertThat(lastTold(id, EMAIL).text("attempt")).isEqualTo("2");
    assertThat(lastTold(id, EMAIL).durationMs()).isEqualTo(60_000L);
  }

  @Test
  void a_receipt_whose_five_tries_are_all_unknown_ends_unknown_and_calls_a_person() {
    OrderId id = life.open();
    email.answers(UNKNOWN);
    for (int i = 0; i < 7; i++) {
      work.settle();
      clock.move(Duration.ofMinutes(10));
    }

    assertThat(email.messages()).hasSize(5);
    assertThat(lastTold(id, EMAIL))
        .matches(it -> it.name().equals("MESSAGE_UNKNOWN") && it.level().equals("ERROR"));
    assertThat(row(id, EMAIL, PAYMENT_INSTRUCTION).state()).isEqualTo(OutboxState.UNKNOWN);
  }

  @Test
  void a_reminder_of_unknown_fate_is_never_sent_again() {
    OrderId id = reminded();
    email.answers(UNKNOWN);
    work.settle();
    clock.move(Duration.ofMinutes(30));
    work.settle();

    assertThat(sent(email, REMINDER_1)).hasSize(1);
    assertThat(life.steps(id, EMAIL, REMINDER_1))
        .containsExactly("MESSAGE_QUEUED >PENDING", "MESSAGE_UNKNOWN PENDING>UNKNOWN");
    assertThat(outbox.requeue(row(id, EMAIL, REMINDER_1).id()))
        .isEqualTo(
            new Requeue.Refused(
                "the reminder may have arrived, and a second one is worse than none"));
  }

  @Test
  void a_busy_provider_burns_no_try_and_the_whole_channel_pauses_as_long_as_it_asks() {
    OrderId id = life.open();
    email.answers(new SendResult.Busy("slow down", Optional.of(Duration.ofMinutes(2))));
    work.settle();
    OrderId second = life.open();
    work.settle();
    assertThat(email.messages()).hasSize(1);
    assertThat(row(id, EMAIL, PAYMENT_INSTRUCTION))
        .matches(it -> it.state() == OutboxState.PENDING && it.tries().count() == 0);
    assertThat(channelEvents("CHANNEL_PAUSED")).isEqualTo(1);

    email.reset();
    clock.move(Duration.ofMinutes(2));
    work.settle();

    assertThat(email.messages()).extracting(Message::orderId).containsExactlyInAnyOrder(id, second);
    assertThat(email.messages()).extracting(Message::attempt).containsExactly(1, 1);
    assertThat(life.steps(id, EMAIL, PAYMENT_INSTRUCTION))
        .containsExactly("MESSAGE_QUEUED >PENDING", "MESSAGE_SENT PENDING>SENT");
  }

  @Test
  void a_message_its_provider_is_always_busy_for_holds_the_channel_once_and_no_longer() {
    OrderId poison = life.open();
    email.answers(
        message ->
            message.orderId().equals(poison)
                ? new SendResult.Busy("503", Optional.empty())
                : ScriptedChannel.accepted(message));
    work.settle();
    for (int i = 0; i < 5; i++) {
      clock.move(Duration.ofMinutes(1));
      OrderId other = life.open();
      work.settle();
      assertThat(row(other, EMAIL, PAYMENT_INSTRUCTION).state()).isEqualTo(OutboxState.SENT);
    }

    assertThat(email.messages()).extracting(Message::orderId).filteredOn(poison::equals).hasSize(6);
    assertThat(channelEvents("CHANNEL_PAUSED")).isEqualTo(1);
    assertThat(row(poison, EMAIL, PAYMENT_INSTRUCTION))
        .matches(it -> it.state() == OutboxState.PENDING && it.tries().count() == 0);
  }

  @Test
  void
      an_outage_of_ten_minutes_fails_no_message_and_what_waited_leaves_within_a_minute_of_its_end() {
    email.answers(new SendResult.Away("ConnectException: Connection refused"));
    OrderId id = life.open();
    work.settle();
    for (int i = 0; i < 10; i++) {
      clock.move(Duration.ofMinutes(1));
      work.settle();
    }
    assertThat(email.messages()).hasSizeGreaterThan(SendPolicy.ATTEMPTS_MAX);
    assertThat(row(id, EMAIL, PAYMENT_INSTRUCTION))
        .matches(it -> it.state() == OutboxState.PENDING && it.tries().count() == 0)
        .matches(it -> "ConnectException: Connection refused".equals(it.reason()));

    email.reset();
    clock.move(Duration.ofMinutes(1));
    work.settle();

    assertThat(life.steps(id, EMAIL, PAYMENT_INSTRUCTION))
        .containsExactly("MESSAGE_QUEUED >PENDING", "MESSAGE_SENT PENDING>SENT");
  }

  @Test
  void a_halted_channel_waits_for_a_person_and_goes_on_where_it_stopped() {
    OrderId id = life.open();
    email.answers(new SendResult.Halted("535 login refused"));
    work.settle();
    clock.move(Duration.ofMinutes(45));
    work.settle();
    assertThat(email.messages()).hasSize(1);
    assertThat(outbox.channels())
        .filteredOn(it -> it.channel() == EMAIL)
        .allMatch(it -> it.stopped() && it.reason().equals("535 login refused"));
    assertThat(channelEvents("CHANNEL_STOPPED")).isEqualTo(1);

    email.reset();
    assertThat(outbox.reopen(EMAIL)).isTrue();
    assertThat(outbox.reopen(EMAIL)).isFalse();
    work.settle();

    assertThat(row(id, EMAIL, PAYMENT_INSTRUCTION))
        .matches(it -> it.state() == OutboxState.SENT && it.tries().count() == 1);
  }

  @Test
  void a_receipt_whose_worker_died_while_sending_is_sent_again_within_ten_seconds() {
    OrderId id = life.open();
    email.answers(
        _ -> {
          throw new Died();
        });
    work.settle();
    assertThat(row(id, EMAIL, PAYMENT_INSTRUCTION).state()).isEqualTo(OutboxState.SENDING);

    email.reset();
    clock.move(Duration.ofSeconds(10));
    work.settle();

    assertThat(life.steps(id, EMAIL, PAYMENT_INSTRUCTION))
        .containsExactly(
            "MESSAGE_QUEUED >PENDING",
            "MESSAGE_RETRIED PENDING>RETRYING",
            "MESSAGE_SENT RETRYING>SENT");
    assertThat(row(id, EMAIL, PAYMENT_INSTRUCTION).tries().possibleDouble()).isTrue();
  }

  @Test
  void what_a_dead_worker_left_goes_before_all_that_waited_meanwhile() {
    OrderId left = life.open();
    email.answers(
        _ -> {
          throw new Died();
        });
    work.settle();
    clock.move(Duration.ofSeconds(5));
    OrderId waits = life.open();
    clock.move(Duration.ofSeconds(5));

    assertThat(ordersOf(new ChannelGate(EMAIL, LEASE, new Rate(1_000), gateTools)))
        .containsExactly(left, waits);
  }

  @Test
  void a_reminder_whose_worker_died_while_sending_is_not_sent_again() {
    OrderId id = reminded();
    email.answers(
        _ -> {
          throw new Died();
        });
    work.settle();
    email.reset();
    clock.move(Duration.ofSeconds(10));
    work.settle();

    assertThat(email.messages()).isEmpty();
    assertThat(row(id, EMAIL, REMINDER_1).state()).isEqualTo(OutboxState.UNKNOWN);
  }

  @Test
  void an_owner_that_comes_back_late_writes_nothing() {
    OrderId id = life.open();
    OutboxWork other = anotherWorker(sendingTools);
    email.answers(
        message -> {
          if (message.attempt() == 1) {
            clock.move(LEASE);
            settle(other);
          }
          return ScriptedChannel.accepted(message);
        });
    work.settle();

    OutboxMessage row = row(id, EMAIL, PAYMENT_INSTRUCTION);
    assertThat(row.provider().id()).endsWith("-2");
    assertThat(row.tries()).isEqualTo(new OutboxMessage.Tries(2, true, true));
    assertThat(life.steps(id, EMAIL, PAYMENT_INSTRUCTION))
        .containsExactly(
            "MESSAGE_QUEUED >PENDING",
            "MESSAGE_RETRIED PENDING>RETRYING",
            "MESSAGE_SENT RETRYING>SENT");
  }

  @Test
  void a_worker_that_slept_between_the_mark_and_the_call_neither_sends_nor_writes() {
    OrderId id = reminded();
    settle(anotherWorker(tools(() -> clock.instant().plus(LEASE), transaction)));
    assertThat(email.messages()).isEmpty();
    OutboxMessage row = row(id, EMAIL, REMINDER_1);
    assertThat(row.state()).isEqualTo(OutboxState.SENDING);
    assertThat(life.steps(id, EMAIL, REMINDER_1)).containsExactly("MESSAGE_QUEUED >PENDING");
  }

  @Test
  void a_message_is_ready_when_its_mark_stands_however_long_the_commit_took() {
    life.open();
    AtomicLong committedNanos = new AtomicLong();
    TransactionTemplate watched =
        new TransactionTemplate(Objects.requireNonNull(transaction.getTransactionManager())) {
          @Override
          public <T> T execute(TransactionCallback<T> action) {
            T result = super.execute(action);
            committedNanos.compareAndSet(0, System.nanoTime());
            return result;
          }
        };
    settle(anotherWorker(tools(clock, watched)));

    assertThat(email.messages())
        .singleElement()
        .matches(it -> it.readyNanos() - committedNanos.get() >= 0);
  }

  @Test
  void a_channel_that_hangs_delays_no_other() throws Exception {
    CountDownLatch hanging = new CountDownLatch(1);
    email.answers(
        message -> {
          try {
            hanging.await();
          } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
          }
          return ScriptedChannel.accepted(message);
        });
    OrderId id = life.open();
    work.start();
    try {
      Awaitility.await()
          .atMost(Duration.ofSeconds(5))
          .until(() -> whatsapp.messages().size() + webhook.messages().size() == 2);
      life.pay(id);
      Awaitility.await()
          .atMost(Duration.ofSeconds(5))
          .until(() -> whatsapp.messages().size() + webhook.messages().size() == 4);
      // One reader that does not answer delays no other reader of the same channel either.
      Awaitility.await().atMost(Duration.ofSeconds(5)).until(() -> email.messages().size() == 2);
    } finally {
      hanging.countDown();
      work.stop();
    }
  }

  @Test
  void a_provider_that_never_answers_is_left_alone_for_a_while_and_tried_again() {
    email.answers(LATER);
    for (int i = 0; i < 50; i++) {
      life.open();
    }
    work.settle();
    assertThat(email.messages()).hasSize(50);
    assertThat(channelEvents("CHANNEL_BREAKER_OPENED")).isEqualTo(1);
    OrderId waiting = life.open();
    work.settle();
    assertThat(email.messages()).hasSize(50);
    assertThat(row(waiting, EMAIL, PAYMENT_INSTRUCTION).tries().count()).isZero();

    email.reset();
    clock.move(Breaker.REST.plusSeconds(10));
    work.settle();

    assertThat(row(waiting, EMAIL, PAYMENT_INSTRUCTION).state()).isEqualTo(OutboxState.SENT);
    assertThat(channelEvents("CHANNEL_BREAKER_CLOSED")).isEqualTo(1);
  }

  @Test
  void two_workers_share_one_rate() {
    for (int i = 0; i < 12; i++) {
      life.open();
    }
    clock.move(Duration.ofSeconds(2));
    ChannelGate one = new ChannelGate(EMAIL, LEASE, new Rate(4), gateTools);
    ChannelGate two = new ChannelGate(EMAIL, LEASE, new Rate(4), gateTools);
    assertThat(one.claim(3)).hasSize(3);
    assertThat(two.claim(64)).hasSize(1);
    assertThat(one.claim(64)).isEmpty();

    clock.move(Duration.ofMillis(500));
    assertThat(two.claim(64)).hasSize(2);
    assertThat(one.claim(64)).isEmpty();
    clock.move(Duration.ofSeconds(30));
    assertThat(one.claim(64).size() + two.claim(64).size()).isEqualTo(4);
  }

  @Test
  void receipts_leave_before_reminders_and_the_oldest_first() {
    OrderId reminded = reminded();
    OrderId first = life.open();
    clock.move(Duration.ofSeconds(1));
    OrderId second = life.open();
    ChannelGate slow = new ChannelGate(EMAIL, LEASE, new Rate(1), gateTools);

    assertThat(ordersOf(slow)).containsExactly(first);
    clock.move(Duration.ofSeconds(1));
    assertThat(ordersOf(slow)).containsExactly(second);
    clock.move(Duration.ofSeconds(1));
    assertThat(ordersOf(slow)).containsExactly(reminded);
  }

  @Test
  void an_unpaid_order_is_reminded_after_fifteen_minutes_and_after_two_hours() {
    OrderId id = life.open();
    clock.move(Duration.ofMinutes(15).minusMillis(1));
    remind();
    assertThat(sent(email, REMINDER_1)).isEmpty();
    clock.move(Duration.ofMillis(1));
    remind();
    clock.move(Duration.ofMinutes(105));
    remind();

    assertThat(sent(email, REMINDER_1)).extracting(Message::orderId).containsExactly(id);
    assertThat(sent(whatsapp, REMINDER_2)).extracting(Message::orderId).containsExactly(id);
    assertThat(types(webhook)).containsExactly("order.pending");
  }

  @Test
  void of_two_reminders_that_are_both_overdue_only_the_later_one_is_sent() {
    OrderId id = life.open();
    work.settle();
    clock.move(Duration.ofHours(3));
    remind();

    assertThat(sent(email, REMINDER_1)).isEmpty();
    assertThat(sent(email, REMINDER_2)).hasSize(1);
    assertThat(reminderOutcomes(id))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of("REMINDER_1", "OVERTAKEN", "REMINDER_2", "QUEUED"));
  }

  @Test
  void a_reminder_that_waited_until_the_next_one_came_up_is_skipped() {
    email.answers(new SendResult.Halted("down"));
    OrderId id = life.open();
    work.settle();
    clock.move(Duration.ofMinutes(15));
    remind();
    clock.move(Duration.ofMinutes(105));
    remind();
    email.reset();
    outbox.reopen(EMAIL);
    work.settle();

    assertThat(sent(email, REMINDER_1)).isEmpty();
    assertThat(sent(email, REMINDER_2)).hasSize(1);
    assertThat(row(id, EMAIL, REMINDER_1).reason()).isEqualTo("a later reminder follows");
  }

  @Test
  void an_order_that_was_paid_or_whose_time_is_over_is_not_reminded() {
    OrderId paid = life.open();
    life.pay(paid);
    OrderId late = life.open();
    work.settle();
    payUntil(late, clock.instant().plusSeconds(60));
    clock.move(Duration.ofMinutes(16));
    remind();

    assertThat(sent(email, REMINDER_1)).isEmpty();
    assertThat(reminderOutcomes(paid)).containsEntry("REMINDER_1", "NOT_PENDING");
    assertThat(reminderOutcomes(late)).containsEntry("REMINDER_1", "PAST_PAY_BY");
  }

  @Test
  void a_reminder_that_became_false_in_the_queue_is_skipped_with_its_reason() {
    OrderId id = reminded();
    life.pay(id);
    work.settle();

    assertThat(sent(email, REMINDER_1)).isEmpty();
    assertThat(life.steps(id, EMAIL, REMINDER_1))
        .containsExactly("MESSAGE_QUEUED >PENDING", "MESSAGE_SKIPPED PENDING>SKIPPED");
    assertThat(life.told(id).stream().filter(it -> it.name().equals("MESSAGE_SKIPPED")).findFirst())
        .get()
        .matches(it -> it.text("reason").equals("the order is PAID"));
  }

  @Test
  void nobody_is_told_how_to_pay_once_the_time_to_pay_is_over() {
    OrderId id = life.open();
    payUntil(id, clock.instant());
    work.settle();

    assertThat(sent(email, PAYMENT_INSTRUCTION)).isEmpty();
    assertThat(row(id, EMAIL, PAYMENT_INSTRUCTION))
        .matches(it -> it.state() == OutboxState.SKIPPED)
        .matches(it -> "the time to pay is over".equals(it.reason()));
    assertThat(types(webhook)).containsExactly("order.pending");
  }

  @Test
  void a_buyer_who_paid_is_not_told_how_to_pay_and_the_merchants_system_is_told_everything() {
    OrderId id = life.open();
    life.pay(id);
    work.settle();

    assertThat(email.messages()).extracting(Message::template).containsExactly(PAYMENT_SUCCESS);
    assertThat(types(webhook)).containsExactlyInAnyOrder("order.pending", "order.paid");
    assertThat(row(id, EMAIL, PAYMENT_INSTRUCTION).state()).isEqualTo(OutboxState.SKIPPED);
  }

  @Test
  void only_what_is_still_true_is_sent_again() {
    OrderId pending = failed(life.open());
    OrderId expired = failed(life.open());
    life.expire(expired);
    work.settle();

    assertThat(outbox.requeue(row(pending, EMAIL, PAYMENT_INSTRUCTION).id()))
        .isEqualTo(new Requeue.Requeued());
    assertThat(outbox.requeue(row(expired, EMAIL, PAYMENT_INSTRUCTION).id()))
        .isEqualTo(new Requeue.Closed("the order is EXPIRED"));
    assertThat(row(expired, EMAIL, PAYMENT_INSTRUCTION))
        .matches(it -> it.state() == OutboxState.SKIPPED)
        .matches(it -> "the order is EXPIRED".equals(it.reason()));
    assertThat(life.steps(expired, EMAIL, PAYMENT_INSTRUCTION))
        .endsWith("MESSAGE_FAILED PENDING>FAILED", "MESSAGE_SKIPPED FAILED>SKIPPED");
    assertThat(outbox.requeue(row(expired, EMAIL, ORDER_EXPIRED).id()))
        .isEqualTo(new Requeue.Requeued());
    life.pay(expired);
    email.reset();
    work.settle();

    assertThat(outbox.requeue(Long.MAX_VALUE))
        .isEqualTo(new Requeue.Refused("there is no such message"));
    assertThat(outbox.requeue(row(pending, EMAIL, PAYMENT_INSTRUCTION).id()))
        .isEqualTo(new Requeue.Refused("it is SENT, not given up"));
    assertThat(row(expired, EMAIL, ORDER_EXPIRED).state()).isEqualTo(OutboxState.SKIPPED);
    assertThat(life.steps(pending, EMAIL, PAYMENT_INSTRUCTION))
        .endsWith("MESSAGE_REQUEUED FAILED>PENDING", "MESSAGE_SENT PENDING>SENT");
  }

  @Test
  void what_the_merchants_system_missed_is_sent_again_although_the_order_has_moved_on() {
    OrderId id = life.open();
    webhook.answers(new SendResult.Refused("413"));
    work.settle();
    webhook.reset();
    life.pay(id);
    work.settle();

    assertThat(outbox.requeueOutlook(ChannelName.WEBHOOK).batch())
        .isEqualTo(new Requeue.Batch(1, 0, 0, false));
    assertThat(outbox.requeueFailed(ChannelName.WEBHOOK))
        .isEqualTo(new Requeue.Batch(1, 0, 0, false));
    work.settle();

    assertThat(types(webhook)).containsExactly("order.paid", "order.pending");
    assertThat(outbox.inState(OutboxState.FAILED, Long.MAX_VALUE, 10)).isEmpty();
  }

  @Test
  void a_success_is_not_sent_again_while_the_access_is_gone_and_is_once_it_is_back() {
    OrderId id = life.open();
    email.answers(new SendResult.Refused("no"));
    life.pay(id);
    work.settle();
    life.suspend(id);

    assertThat(outbox.requeue(row(id, EMAIL, PAYMENT_SUCCESS).id()))
        .isEqualTo(new Requeue.Closed("the access is suspended"));
    email.reset();
    life.restore(id);
    work.settle();
    assertThat(sent(email, PAYMENT_SUCCESS)).hasSize(1);
  }

  @Test
  void what_was_followed_up_by_hand_is_closed_for_good() {
    OrderId id = life.open();
    work.settle();
    email.answers(new SendResult.Refused("550 no such user"));
    life.pay(id);
    work.settle();
    email.reset();
    long message = row(id, EMAIL, PAYMENT_SUCCESS).id();

    assertThat(outbox.followedUp(message)).isEqualTo(new FollowUp.Noted());
    assertThat(row(id, EMAIL, PAYMENT_SUCCESS))
        .matches(it -> it.state() == OutboxState.SKIPPED)
        .matches(it -> "followed up by hand".equals(it.reason()));
    assertThat(life.steps(id, EMAIL, PAYMENT_SUCCESS))
        .endsWith("MESSAGE_FAILED PENDING>FAILED", "MESSAGE_SKIPPED FAILED>SKIPPED");

    assertThat(outbox.followedUp(message))
        .isEqualTo(new FollowUp.Refused("it is SKIPPED, not given up"));
    assertThat(outbox.requeue(message))
        .isEqualTo(new Requeue.Refused("it is SKIPPED, not given up"));
    assertThat(outbox.requeueFailed(EMAIL)).isEqualTo(new Requeue.Batch(0, 0, 0, false));
    life.suspend(id);
    life.restore(id);
    work.settle();
    assertThat(sent(email, PAYMENT_SUCCESS)).isEmpty();
  }

  @Test
  void what_waits_or_was_sent_is_not_closed_by_hand() {
    OrderId id = life.open();
    long message = row(id, EMAIL, PAYMENT_INSTRUCTION).id();

    assertThat(outbox.followedUp(message))
        .isEqualTo(new FollowUp.Refused("it is PENDING, not given up"));
    work.settle();
    assertThat(outbox.followedUp(message))
        .isEqualTo(new FollowUp.Refused("it is SENT, not given up"));
    assertThat(outbox.followedUp(Long.MAX_VALUE))
        .isEqualTo(new FollowUp.Refused("there is no such message"));
  }

  @Test
  void a_success_that_was_skipped_while_the_access_rested_is_sent_when_it_is_restored() {
    OrderId id = life.open();
    work.settle();
    life.pay(id);
    life.suspend(id);
    work.settle();
    assertThat(row(id, EMAIL, PAYMENT_SUCCESS))
        .matches(it -> it.state() == OutboxState.SKIPPED)
        .matches(it -> "the access is suspended".equals(it.reason()));

    life.restore(id);
    work.settle();
    life.suspend(id);
    life.restore(id);
    work.settle();

    assertThat(sent(email, PAYMENT_SUCCESS)).hasSize(1);
    assertThat(sent(whatsapp, PAYMENT_SUCCESS)).hasSize(1);
    assertThat(sent(webhook, PAYMENT_SUCCESS)).hasSize(1);
    assertThat(life.steps(id, EMAIL, PAYMENT_SUCCESS))
        .containsExactly(
            "MESSAGE_QUEUED >PENDING",
            "MESSAGE_SKIPPED PENDING>SKIPPED",
            "MESSAGE_REQUEUED SKIPPED>PENDING",
            "MESSAGE_SENT PENDING>SENT");
  }

  @Test
  void a_receipt_that_was_sent_is_sent_again_when_asked_for_and_told_as_a_possible_double() {
    OrderId id = life.open();
    life.pay(id);
    work.settle();
    OutboxMessage first = row(id, EMAIL, PAYMENT_SUCCESS);

    assertThat(outbox.requeueFailed(EMAIL).requeued()).as("by a sweep never").isZero();
    assertThat(outbox.sendAgain(first.id())).isEqualTo(new Requeue.Requeued());
    assertThat(row(id, EMAIL, PAYMENT_SUCCESS))
        .matches(it -> it.state() == OutboxState.PENDING)
        .matches(it -> it.tries().possibleDouble())
        .matches(it -> !it.key().equals(first.key()));
    work.settle();

    assertThat(sent(email, PAYMENT_SUCCESS)).hasSize(2);
    assertThat(row(id, EMAIL, PAYMENT_SUCCESS))
        .matches(it -> it.state() == OutboxState.SENT)
        .matches(it -> it.tries().possibleDouble());
    assertThat(life.steps(id, EMAIL, PAYMENT_SUCCESS))
        .containsExactly(
            "MESSAGE_QUEUED >PENDING",
            "MESSAGE_SENT PENDING>SENT",
            "MESSAGE_REQUEUED SENT>PENDING",
            "MESSAGE_SENT PENDING>SENT");
    life.suspend(id);
    assertThat(outbox.sendAgain(first.id()))
        .isEqualTo(new Requeue.Refused("the access is suspended"));
  }

  @Test
  void the_merchants_system_gets_a_message_again_under_the_id_it_knows() {
    OrderId id = life.open();
    life.pay(id);
    work.settle();
    OutboxMessage first = row(id, ChannelName.WEBHOOK, PAYMENT_SUCCESS);

    assertThat(outbox.sendAgain(first.id())).isEqualTo(new Requeue.Requeued());
    assertThat(row(id, ChannelName.WEBHOOK, PAYMENT_SUCCESS).key()).isEqualTo(first.key());
  }

  @Test
  void a_reminder_that_was_sent_is_never_sent_again() {
    OrderId id = reminded();
    work.settle();

    assertThat(outbox.sendAgain(row(id, EMAIL, MessageTemplate.REMINDER_1).id()))
        .isEqualTo(new Requeue.Refused("a reminder that was sent is not sent again"));
  }

  @Test
  void all_that_a_channel_gave_up_goes_again_but_for_what_is_false_now() {
    OrderId one = failed(life.open());
    OrderId two = failed(life.open());
    OrderId paid = failed(life.open());
    life.pay(paid);
    email.reset();
    work.settle();

    assertThat(outbox.requeueOutlook(EMAIL).batch()).isEqualTo(new Requeue.Batch(2, 1, 0, false));
    assertThat(outbox.requeueFailed(EMAIL)).isEqualTo(new Requeue.Batch(2, 1, 0, false));
    work.settle();
    assertThat(outbox.inState(OutboxState.FAILED, Long.MAX_VALUE, 10)).isEmpty();
    assertThat(row(paid, EMAIL, PAYMENT_INSTRUCTION).state()).isEqualTo(OutboxState.SKIPPED);
    assertThat(row(one, EMAIL, PAYMENT_INSTRUCTION).state()).isEqualTo(OutboxState.SENT);
    assertThat(row(two, EMAIL, PAYMENT_INSTRUCTION).tries().count()).isEqualTo(1);
  }

  @Test
  void after_random_answers_created_is_sent_failed_unknown_skipped_and_waiting_told_and_stored() {
    Random random = new Random(20261123);
    commerce.settle();
    Map<Metric, Long> before = metrics();
    email.answers(message -> answer(random, message));
    whatsapp.answers(message -> answer(random, message));
    for (int i = 0; i < 120; i++) {
      OrderId id = life.open();
      switch (random.nextInt(4)) {
        case 0 -> life.pay(id);
        case 1 -> life.expire(id);
        default -> clock.move(Duration.ofSeconds(random.nextInt(90)));
      }
      if (random.nextInt(3) == 0) {
        reminders().run();
        work.settle();
      }
    }
    commerce.settle();

    Map<OutboxState, Long> stored = states();
    Map<Metric, Long> told = metrics();
    told.replaceAll((metric, value) -> value - before.getOrDefault(metric, 0L));
    assertThat(stored.keySet())
        .contains(OutboxState.SENT, OutboxState.FAILED, OutboxState.UNKNOWN, OutboxState.SKIPPED);
    assertThat(told)
        .containsEntry(Metric.OUTBOX_SENT, stored.get(OutboxState.SENT))
        .containsEntry(Metric.OUTBOX_FAILED, stored.get(OutboxState.FAILED))
        .containsEntry(Metric.OUTBOX_UNKNOWN, stored.get(OutboxState.UNKNOWN))
        .containsEntry(Metric.OUTBOX_SKIPPED, stored.get(OutboxState.SKIPPED))
        .containsEntry(
            Metric.OUTBOX_CREATED_COUNT, stored.values().stream().mapToLong(Long::longValue).sum())
        .containsEntry(
            Metric.OUTBOX_PENDING,
            stored.entrySet().stream()
                .filter(it -> it.getKey().isWaiting())
                .mapToLong(Map.Entry::getValue)
                .sum());
    jdbc.sql("delete from metric_message").update();
  }

  private static SendResult answer(Random random, Message message) {
    return switch (random.nextInt(10)) {
      case 0, 1 -> UNKNOWN;
      case 2 -> LATER;
      case 3 -> new SendResult.Refused("no");
      default -> ScriptedChannel.accepted(message);
    };
  }

  private Map<Metric, Long> metrics() {
    return new EnumMap<>(windows.read(EnumSet.noneOf(Metric.class), Duration.ZERO).values());
  }

  private Map<OutboxState, Long> states() {
    return jdbc
        .sql("select state, count(*) as messages from notification_outbox group by state")
        .query(
            (row, _) ->
                Map.entry(OutboxState.valueOf(row.getString("state")), row.getLong("messages")))
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private OrderId failed(OrderId id) {
    email.answers(new SendResult.Refused("no"));
    work.settle();
    return id;
  }

  /** An order whose first reminder stands in the outbox, alone. */
  private OrderId reminded() {
    OrderId id = life.open();
    work.settle();
    clock.move(Duration.ofMinutes(15));
    reminders().run();
    List.of(email, whatsapp, webhook).forEach(ScriptedChannel::reset);
    return id;
  }

  private void payUntil(OrderId id, Instant payBy) {
    jdbc.sql("update orders set pay_by = :payBy where order_id = :id")
        .param("payBy", payBy.atOffset(ZoneOffset.UTC))
        .param("id", id.value())
        .update();
  }

  private void remind() {
    reminders().run();
    work.settle();
  }

  private RecurringJob reminders() {
    return jobs.stream().filter(it -> it.name().equals("reminders")).findFirst().orElseThrow();
  }

  private Sending.Tools tools(InstantSource time, TransactionTemplate transactions) {
    return new Sending.Tools(
        sendingTools.table(),
        sendingTools.rows(),
        sendingTools.reminderPause(),
        sendingTools.orders(),
        sendingTools.wording(),
        sendingTools.policy(),
        sendingTools.outcomes(),
        time,
        transactions);
  }

  private OutboxWork anotherWorker(Sending.Tools tools) {
    ChannelGate gate = new ChannelGate(EMAIL, LEASE, new Rate(1_000), gateTools);
    return new OutboxWork(EMAIL, channels, gate, new Sending(gate, tools), outcomes);
  }

  private static void settle(OutboxWork worker) {
    while (worker.step() > 0) {
      // Until it has nothing to do.
    }
  }

  private List<OrderId> ordersOf(ChannelGate gate) {
    return gate.claim(64).stream()
        .map(lease -> outbox.find(lease.rowId()).orElseThrow().orderId())
        .toList();
  }

  private OutboxMessage row(OrderId id, ChannelName channel, MessageTemplate template) {
    return outbox.ofOrder(id).stream()
        .filter(it -> it.channel() == channel && it.template() == template)
        .findFirst()
        .orElseThrow();
  }

  private Duration dueIn(OrderId id) {
    Instant dueAt = row(id, EMAIL, PAYMENT_INSTRUCTION).times().dueAt();
    return Duration.between(clock.instant(), dueAt);
  }

  private StoredEvent lastTold(OrderId id, ChannelName channel) {
    return life.told(id).stream()
        .filter(it -> it.text("channel").equals(channel.name()))
        .reduce((_, last) -> last)
        .orElseThrow();
  }

  private long remindersOf(OrderId id) {
    return jdbc.sql("select count(*) from notification_reminder where order_id = :id")
        .param("id", id.value())
        .query(Long.class)
        .single();
  }

  private Map<String, String> reminderOutcomes(OrderId id) {
    return jdbc
        .sql(
            "select template, outcome from notification_reminder where order_id = :id and outcome is not null")
        .param("id", id.value())
        .query((row, _) -> Map.entry(row.getString("template"), row.getString("outcome")))
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /** How often the channel changed so in this test. */
  private long channelEvents(String name) {
    return jdbc.sql("select count(*) from event where event = :name and occurred_at >= :since")
        .param("name", name)
        .param("since", clock.instant().minus(Duration.ofMinutes(50)).atOffset(ZoneOffset.UTC))
        .query(Long.class)
        .single();
  }

  private static List<Message> sent(ScriptedChannel channel, MessageTemplate template) {
    return channel.messages().stream().filter(it -> it.template() == template).toList();
  }

  private static List<String> types(ScriptedChannel webhook) {
    return webhook.messages().stream()
        .map(it -> ((Message.WebhookContent) it.content()).type())
        .toList();
  }

  /** The end of a thread in the middle of its work, as far as the outbox can see. */
  private static final class Died extends Error {
    Died() {
      super("as if killed", null, false, false);
    }
  }
}
