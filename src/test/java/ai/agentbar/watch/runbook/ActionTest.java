package ai.agentbar.watch.runbook;

import static ai.agentbar.watch.playbook.ActionName.PAUSE_REMINDERS;
import static ai.agentbar.watch.playbook.ActionName.REPLAY_NOTIFICATIONS;
import static ai.agentbar.watch.playbook.ActionName.REQUEUE_FAILED;
import static ai.agentbar.watch.playbook.ActionName.RESTART_WORKER;
import static ai.agentbar.watch.playbook.ActionName.RESUME_REMINDERS;
import static ai.agentbar.watch.playbook.ActionName.REVERIFY_REJECTED;
import static ai.agentbar.watch.playbook.ActionName.RUN_RECONCILIATION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import ai.agentbar.event.StoredEvent;
import ai.agentbar.job.RecurringJob;
import ai.agentbar.job.RowQueue;
import ai.agentbar.kernel.Actor;
import ai.agentbar.kernel.OrderId;
import ai.agentbar.kernel.Rupiah;
import ai.agentbar.notification.FollowUp;
import ai.agentbar.notification.ReminderSwitch;
import ai.agentbar.notification.Requeue;
import ai.agentbar.order.OrderStatus;
import ai.agentbar.payment.NotificationInbox;
import ai.agentbar.payment.TransactionStatus;
import ai.agentbar.testing.CommerceEvents;
import ai.agentbar.testing.Notifications;
import ai.agentbar.watch.alert.AlertEvent;
import ai.agentbar.watch.alert.FiringId;
import ai.agentbar.watch.alert.MoneyAtRisk;
import ai.agentbar.watch.metric.Metric;
import ai.agentbar.watch.playbook.ActionName;
import ai.agentbar.watch.playbook.Severity;
import ai.agentbar.watch.playbook.Wording;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;

/** What can be pressed, and what then happens. */
class ActionTest extends RunbookRoom {

  /** No mail server listens here, so after a few tries of whichever test the channel rests. */
  private static final Duration LONGER_THAN_A_CHANNEL_RESTS = Duration.ofMinutes(1);

  @Autowired NotificationInbox inbox;
  @Autowired Interventions interventions;
  @Autowired AutomaticActions automatic;
  @Autowired ReminderSwitch reminderSwitch;

  @Autowired
  @Qualifier("reminders")
  RecurringJob reminders;

  @Test
  void every_action_that_a_playbook_can_name_is_there_and_harmless_where_nothing_is_to_do() {
    for (ActionName action : ActionName.values()) {
      Action.Preview preview = runbook.preview(action);
      ActionRun.End end = done(action).end().orElseThrow();

      assertThat(preview.touches()).as(action.name()).isZero();
      assertThat(end.failed()).as(action.name()).isFalse();
      assertThat(end.touched()).as(action.name()).isZero();
    }
  }

  @Test
  void nobody_acts_without_a_reason() {
    assertThatThrownBy(
            () ->
                new ActionRequest(RUN_RECONCILIATION, Optional.empty(), Actor.person("ayu"), "  "))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Because(Actor.person("ayu"), "x".repeat(501)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void reconciliation_asks_about_what_its_preview_counts_and_finds_the_money() {
    OrderId paid = open();
    OrderId unpaid = open();
    truth.set(truth.choose(paid + "-1", "qris"), TransactionStatus.PAID);

    Action.Preview preview = runbook.preview(RUN_RECONCILIATION);
    ActionRun run = done(RUN_RECONCILIATION);

    assertThat(preview.touches()).isEqualTo(2);
    assertThat(preview.sample()).containsExactly(paid.value(), unpaid.value());
    assertThat(run.end().orElseThrow().touched()).isEqualTo(2);
    assertThat(run.end().orElseThrow().text().english()).contains("1 paid", "1 unchanged");
    assertThat(statusOf(paid)).isEqualTo(OrderStatus.PAID);
  }

  @Test
  void the_metric_is_read_before_at_the_end_and_a_while_after() {
    open();
    OrderId paid = open();
    commerce.settle();
    truth.set(truth.choose(paid + "-1", "qris"), TransactionStatus.PAID);

    ActionRun run = done(RUN_RECONCILIATION);
    assertThat(run.effect().metric()).isEqualTo(Metric.ORDERS_PENDING);
    assertThat(run.effect().before()).contains(2L);
    assertThat(run.effect().atEnd()).isPresent();
    assertThat(run.effect().after()).isEmpty();

    commerce.settle();
    clock.move(ActionWork.MEASURED_AFTER);
    work.settle();
    assertThat(runbook.find(run.id()).orElseThrow().effect().after()).contains(1L);
    assertThat(told())
        .filteredOn(it -> it.name().startsWith("ACTION_"))
        .extracting(StoredEvent::name)
        .containsExactly("ACTION_STARTED", "ACTION_FINISHED", "ACTION_MEASURED");
  }

  @Test
  void only_what_is_still_true_is_sent_once_more_and_the_rest_is_closed() {
    OrderId true1 = open();
    OrderId true2 = open();
    OrderId untrue = open();
    giveUpEverything();
    transaction.executeWithoutResult(_ -> orders.expire(untrue, "a test said so"));
    jdbc.sql("delete from notification_outbox where template = 'ORDER_EXPIRED'").update();

    Action.Preview preview = runbook.preview(REQUEUE_FAILED);
    RunId id = ((Asked.Started) runbook.run(wish(REQUEUE_FAILED))).run();
    work.settle();

    assertThat(preview.touches()).isEqualTo(3);
    assertThat(preview.sample()).hasSize(2);
    assertThat(preview.text().english())
        .isEqualTo(
            "sends 2 messages once more that are still true (EMAIL 2, WHATSAPP 0, WEBHOOK 0), closes 1 that are not; 0 stay");
    assertThat(runbook.find(id).orElseThrow().end().orElseThrow().touched()).isEqualTo(3);
    assertThat(outboxState(true1)).isNotEqualTo("FAILED");
    assertThat(outboxState(true2)).isNotEqualTo("FAILED");
    assertThat(outboxState(untrue)).isEqualTo("SKIPPED");
  }

  @Test
  void a_message_that_can_never_leave_does_not_keep_its_alert_burning() {
    OrderId untrue = open();
    failed(untrue);
    FiringId first = firing("outbox_failed").id();
    transaction.executeWithoutResult(_ -> orders.expire(untrue, "a test said so"));
    jdbc.sql("delete from notification_outbox where template = 'ORDER_EXPIRED'").update();

    done(REQUEUE_FAILED);
    quiet();
    assertThat(gauge()).isZero();
    assertThat(alerts.firing(first).orElseThrow().isOver()).isTrue();

    OrderId unreachable = open();
    failed(unreachable);
    FiringId second = firing("outbox_failed").id();
    assertThat(second).isNotEqualTo(first);

    interventions.followedUp(
        messageOf(unreachable), new Because(Actor.person("ayu"), "called the buyer"));
    quiet();
    assertThat(gauge()).isZero();
    assertThat(alerts.firing(second).orElseThrow().isOver()).isTrue();
  }

  @Test
  void whoever_followed_up_by_hand_stands_in_the_audit_log_with_the_reason() {
    OrderId id = open();
    giveUpEverything();
    Because because = new Because(Actor.person("ayu"), "told the buyer by phone");

    assertThat(interventions.followedUp(messageOf(id), because)).isEqualTo(new FollowUp.Noted());
    assertThat(interventions.followedUp(messageOf(id), because))
        .isInstanceOf(FollowUp.Refused.class);

    assertThat(told())
        .filteredOn(it -> it.text("reason").equals("told the buyer by phone"))
        .extracting(StoredEvent::name, it -> it.text("actor"), it -> it.text("result"))
        .containsExactly(
            tuple("MESSAGE_FOLLOWED_UP", "person:ayu", "closed"),
            tuple("MESSAGE_FOLLOWED_UP", "person:ayu", "refused, it is SKIPPED, not given up"));
  }

  @Test
  void failed_notifications_are_processed_once_more() {
    OrderId id = open();
    String transactionId = truth.choose(id + "-1", "qris");
    truth.set(transactionId, TransactionStatus.PAID);
    inbox.receive(Notifications.about(id + "-1", transactionId).signed());
    jdbc.sql(
            "update payment_inbox_open set state = 'FAILED', due_at = null, closed_at = received_at")
        .update();
    work.settle();
    assertThat(statusOf(id)).isEqualTo(OrderStatus.PENDING_PAYMENT);

    Action.Preview preview = runbook.preview(REPLAY_NOTIFICATIONS);
    ActionRun run = done(REPLAY_NOTIFICATIONS);

    assertThat(preview.touches()).isEqualTo(1);
    assertThat(run.end().orElseThrow().touched()).isEqualTo(1);
    assertThat(statusOf(id)).isEqualTo(OrderStatus.PAID);
    assertThat(runbook.preview(REPLAY_NOTIFICATIONS).touches()).isZero();
  }

  @Test
  void what_was_refused_and_is_genuine_under_todays_key_is_taken_in_and_the_rest_stays_refused() {
    OrderId id = open();
    String transactionId = truth.choose(id + "-1", "qris");
    truth.set(transactionId, TransactionStatus.PAID);
    refused(Notifications.about(id + "-1", transactionId).signed());
    refused(Notifications.about(id + "-1", transactionId).signedWith("a forger's key"));

    Action.Preview preview = runbook.preview(REVERIFY_REJECTED);
    ActionRun run = done(REVERIFY_REJECTED);

    assertThat(preview.touches()).isEqualTo(1);
    assertThat(run.end().orElseThrow().touched()).isEqualTo(1);
    assertThat(statusOf(id)).isEqualTo(OrderStatus.PAID);
    assertThat(jdbc.sql("select count(*) from payment_inbox_rejected").query(Long.class).single())
        .isEqualTo(1);
  }

  @Test
  void reminders_that_are_held_back_wait_and_go_on_if_they_are_still_true() {
    OrderId id = open();
    clock.move(Duration.ofMinutes(14));
    long held = runbook.preview(PAUSE_REMINDERS).touches();
    ActionRun pause = done(PAUSE_REMINDERS);
    clock.move(Duration.ofMinutes(2));

    assertThat(held).isEqualTo(1);
    assertThat(pause.end().orElseThrow().touched()).isEqualTo(1);
    assertThat(reminders.run()).isZero();
    assertThat(runbook.preview(RESUME_REMINDERS).touches()).isEqualTo(1);

    assertThat(done(RESUME_REMINDERS).end().orElseThrow().touched()).isEqualTo(1);
    assertThat(reminders.run()).isEqualTo(1);
    // It waits in the outbox by now, and is held back there too.
    reminderSwitch.hold(Actor.person("ayu"), "once more");
    clock.move(LONGER_THAN_A_CHANNEL_RESTS);
    work.settle();
    assertThat(reminderClaims(id)).isZero();
    reminderSwitch.release(Actor.person("ayu"));
    clock.move(LONGER_THAN_A_CHANNEL_RESTS);
    work.settle();
    assertThat(reminderClaims(id)).isEqualTo(1);
  }

  @Test
  void a_worker_that_is_silent_is_named_as_out_of_reach() {
    jdbc.sql(
            """
            insert into job_heartbeat (instance, role, beat_at, stalled)
            values ('far', 'WORKER', :at, '')
            """)
        .param("at", clock.instant().minusSeconds(60).atOffset(ZoneOffset.UTC))
        .update();

    assertThat(runbook.preview(RESTART_WORKER).touches()).isZero();
    assertThat(runbook.preview(RESTART_WORKER).warnings())
        .extracting(Wording::english)
        .containsExactly("far is silent: only its own machine can start its process anew");
    assertThat(done(RESTART_WORKER).end().orElseThrow().text().english()).contains("far is silent");
  }

  @Test
  void many_who_press_at_once_start_one_run() {
    Set<RunId> started = ConcurrentHashMap.newKeySet();
    Set<RunId> already = ConcurrentHashMap.newKeySet();
    try (ExecutorService nodes = Executors.newVirtualThreadPerTaskExecutor()) {
      IntStream.range(0, 16)
          .forEach(
              _ ->
                  nodes.execute(
                      () -> {
                        switch (runbook.run(wish(RUN_RECONCILIATION))) {
                          case Asked.Started(RunId id) -> started.add(id);
                          case Asked.AlreadyRunning(RunId id) -> already.add(id);
                        }
                      }));
    }

    assertThat(started).hasSize(1);
    assertThat(already).isEqualTo(started);
    work.settle();
    assertThat(runbook.run(wish(RUN_RECONCILIATION))).isInstanceOf(Asked.Started.class);
  }

  @Test
  void a_dead_runners_run_is_taken_over_when_its_lease_ends() {
    open();
    RunId id = ((Asked.Started) runbook.run(wish(RUN_RECONCILIATION))).run();
    assertThat(new RowQueue(jdbc, clock, RunTable.QUEUE, ActionWork.LEASE).claim(1)).hasSize(1);
    work.settle();
    assertThat(runbook.find(id).orElseThrow().isUnderWay()).isTrue();
    assertThat(runbook.run(wish(RUN_RECONCILIATION))).isEqualTo(new Asked.AlreadyRunning(id));

    clock.move(ActionWork.LEASE);
    work.settle();
    assertThat(runbook.find(id).orElseThrow().end().orElseThrow().touched()).isEqualTo(1);
  }

  @Test
  void an_action_whose_runner_dies_each_time_fails_and_can_be_run_again() {
    RunId id = ((Asked.Started) runbook.run(wish(RUN_RECONCILIATION))).run();
    RowQueue queue = new RowQueue(jdbc, clock, RunTable.QUEUE, ActionWork.LEASE);
    for (int attempt = 0; attempt < ActionWork.ATTEMPTS_MAX; attempt++) {
      assertThat(queue.claim(1)).hasSize(1);
      clock.move(ActionWork.LEASE);
    }
    work.settle();

    assertThat(runbook.find(id).orElseThrow().end().orElseThrow().failed()).isTrue();
    assertThat(runbook.run(wish(RUN_RECONCILIATION))).isInstanceOf(Asked.Started.class);
    assertThat(told()).extracting(StoredEvent::name).contains("ACTION_FAILED");
  }

  @Test
  void silence_starts_reconciliation_by_itself_and_the_money_is_found() {
    OrderId id = open();
    // Of fewer attempts than the rule's minimum silence says nothing.
    open();
    open();
    truth.set(truth.choose(id + "-1", "qris"), TransactionStatus.PAID);
    commerce.settle();
    for (int minute = 0; minute <= 10; minute++) {
      commerce.settle();
      clock.move(Duration.ofMinutes(1));
    }
    commerce.settle();
    work.settle();

    ActionRun run = table.last(RUN_RECONCILIATION).orElseThrow();
    assertThat(run.actor()).isEqualTo(Actor.SYSTEM);
    assertThat(run.reason()).isEqualTo("alert no_webhook fired");
    assertThat(run.firing()).isPresent();
    assertThat(statusOf(id)).isEqualTo(OrderStatus.PAID);
    assertThat(told())
        .filteredOn(it -> it.name().equals("ACTION_FINISHED"))
        .extracting(it -> it.number("firing"))
        .containsExactly(run.firing().orElseThrow().number());
  }

  @Test
  void what_starts_by_itself_does_so_every_five_minutes_at_most() {
    silenceFired(1);
    work.settle();
    clock.move(AutomaticActions.EVERY.minusSeconds(1));
    silenceFired(2);
    assertThat(runbook.history(Long.MAX_VALUE, 10)).hasSize(1);

    clock.move(Duration.ofSeconds(1));
    silenceFired(3);
    assertThat(runbook.history(Long.MAX_VALUE, 10)).hasSize(2);
    assertThat(runbook.ofFiring(new FiringId(3))).hasSize(1);
  }

  @Test
  void one_message_and_one_order_at_the_wish_of_a_person_stand_in_the_audit_log() {
    OrderId id = open();
    giveUpEverything();
    long messageId =
        jdbc.sql("select id from notification_outbox where order_id = :id limit 1")
            .param("id", id.value())
            .query(Long.class)
            .single();
    Because because = new Because(Actor.person("ayu"), "the buyer called");

    assertThat(interventions.resend(messageId, because)).isInstanceOf(Requeue.Requeued.class);
    assertThat(interventions.resend(messageId, because)).isInstanceOf(Requeue.Refused.class);
    assertThat(interventions.ask(id, because).asked()).isEqualTo(1);

    List<StoredEvent> told =
        told().stream().filter(it -> it.text("reason").equals("the buyer called")).toList();
    assertThat(told)
        .extracting(StoredEvent::name)
        .containsExactly("MESSAGE_RESEND_ASKED", "MESSAGE_RESEND_ASKED", "ORDER_INQUIRY_ASKED");
    assertThat(told).allMatch(it -> it.text("actor").equals("person:ayu"));
  }

  private void silenceFired(long firing) {
    transaction.executeWithoutResult(
        _ ->
            automatic.fired(
                new AlertEvent.Fired(
                    new FiringId(firing),
                    "no_webhook",
                    Severity.P1,
                    600,
                    600,
                    new MoneyAtRisk(0, Rupiah.ZERO),
                    "silence")));
  }

  /** As the outbox leaves what its channel refused for good. */
  private void failed(OrderId order) {
    long message = messageOf(order);
    jdbc.sql("update notification_outbox set state = 'FAILED', due_at = null where id = :id")
        .param("id", message)
        .update();
    commerce.append(CommerceEvents.message(message, "PENDING", "FAILED"));
    commerce.settle();
    commerce.settle();
  }

  private void quiet() {
    for (int minute = 0; minute < 3; minute++) {
      commerce.settle();
      clock.move(Duration.ofMinutes(1));
    }
    commerce.settle();
  }

  private long gauge() {
    commerce.settle();
    return metrics
        .read(Set.of(Metric.OUTBOX_FAILED), Duration.ZERO)
        .values()
        .getOrDefault(Metric.OUTBOX_FAILED, 0L);
  }

  private long messageOf(OrderId order) {
    return jdbc.sql(
            """
            select id
            from notification_outbox
            where order_id = :id
              and channel = 'EMAIL'
              and template = 'PAYMENT_INSTRUCTION'
            """)
        .param("id", order.value())
        .query(Long.class)
        .single();
  }

  private void giveUpEverything() {
    jdbc.sql("update notification_outbox set state = 'FAILED', due_at = null").update();
  }

  private String outboxState(OrderId id) {
    return jdbc.sql(
            "select state from notification_outbox where order_id = :id and channel = 'EMAIL'")
        .param("id", id.value())
        .query(String.class)
        .single();
  }

  private int reminderClaims(OrderId id) {
    return jdbc.sql(
            """
            select coalesce(sum(attempts), 0)
            from notification_outbox
            where order_id = :id
              and template = 'REMINDER_1'
            """)
        .param("id", id.value())
        .query(Integer.class)
        .single();
  }

  private void refused(byte[] body) {
    jdbc.sql(
            """
            insert into payment_inbox_rejected (received_at, reason, body)
            values (:now, 'BAD_SIGNATURE', :body)
            """)
        .param("now", clock.instant().atOffset(ZoneOffset.UTC))
        .param("body", body)
        .update();
  }
}
